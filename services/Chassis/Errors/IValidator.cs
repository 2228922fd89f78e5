namespace Hotline.Chassis.Errors;

/// <summary>Checks the documented rules of one request, without reading anything.</summary>
public interface IValidator<in TRequest>
    where TRequest : class
{
    /// <summary>Adds what the request breaks; throws nothing and reads nothing.</summary>
    /// <param name="request">As it came over the wire.</param>
    /// <param name="violations">Collects every broken rule.</param>
    void Check(TRequest request, Violations violations);
}
