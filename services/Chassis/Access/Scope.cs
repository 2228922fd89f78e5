using Hotline.Chassis.Errors;
using Hotline.Chassis.Store;
using Hotline.Type.V1;
using MongoDB.Bson;

namespace Hotline.Chassis.Access;

/// <summary>
/// The rows a caller may see: those that carry one of the caller's units among their units and ancestors.
/// Every query of the suite passes through here; there is no other way to build a filter of scope.
/// </summary>
public sealed record Scope
{
    private readonly string[]? _units;

    private Scope(string[]? units) => _units = units;

    /// <summary>The suite's own services and clocks.</summary>
    public static Scope All { get; } = new((string[]?)null);

    public static Scope Of(Caller caller) =>
        caller.Has(Role.Service) ? All
        : caller.Units.Count == 0 ? throw Refuse.Unit(null)
        : new Scope([.. caller.Units]);

    public bool IsAll => _units is null;

    public IReadOnlyList<string> Units => _units ?? [];

    public bool Allows(string unitId) => _units is null || _units.Contains(unitId);

    public bool Overlaps(IEnumerable<string> scope) => _units is null || scope.Any(_units.Contains);

    public BsonDocument Filter(string field) => _units switch
    {
        null => [],
        [var one] => new BsonDocument(field, one),
        _ => new BsonDocument(field, Documents.OneOf(_units)),
    };
}
