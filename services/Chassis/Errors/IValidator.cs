namespace Hotline.Chassis.Errors;

/// <summary>Checks the documented rules of one request, without reading anything.</summary>
public interface IValidator<in TRequest>
    where TRequest : class
{
    void Check(TRequest request, Violations violations);
}
