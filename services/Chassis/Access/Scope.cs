using Hotline.Chassis.Errors;
using Hotline.Chassis.Store;
using Hotline.Type.V1;
using MongoDB.Bson;

namespace Hotline.Chassis.Access;

/// <summary>
/// The rows a caller may see: those that carry one of the caller's units among their units and ancestors, and none of them among the
/// units from which they are hidden (<see cref="HiddenFrom"/>). Every query of the suite passes through here; there is no other way to
/// build a filter of scope.
/// </summary>
public sealed record Scope
{
    /// <summary>
    /// The element of a document that lists the units from which it is hidden: of a report the accused and all below it. It stands
    /// beside the scope, which leaves those units out, for a person who acts for one of them and for another unit too.
    /// </summary>
    public const string HiddenFrom = "hiddenFrom";

    private readonly string[]? _units;

    private Scope(string[]? units) => _units = units;

    /// <summary>The suite's own services and clocks.</summary>
    public static Scope All { get; } = new((string[]?)null);

    /// <summary>The caller's units; all rows for one of the suite's services.</summary>
    /// <exception cref="RefusalException">UNIT_MISSING: a person whose token names no unit.</exception>
    public static Scope Of(Caller caller) =>
        caller.Has(Role.Service) ? All
        : caller.Units.Count == 0 ? throw Refuse.Unit(null)
        : new Scope([.. caller.Units]);

    /// <summary>Whether it admits every row.</summary>
    public bool IsAll => _units is null;

    /// <summary>The units; empty when it admits every row.</summary>
    public IReadOnlyList<string> Units => _units ?? [];

    /// <summary>Whether the unit is one of the scope. Units below it are not looked up: rows carry their ancestors.</summary>
    public bool Allows(string unitId) => _units is null || _units.Contains(unitId);

    /// <summary>Whether a row with these units and ancestors is visible.</summary>
    public bool Overlaps(IEnumerable<string> scope) => _units is null || scope.Any(_units.Contains);

    /// <summary>The condition that a query adds; empty when the scope admits every row.</summary>
    /// <param name="field">The element of the document that holds its units and ancestors.</param>
    public BsonDocument Filter(string field) => _units switch
    {
        null => [],
        [var one] => new BsonDocument(field, one),
        _ => new BsonDocument(field, Documents.OneOf(_units)).Add(HiddenFrom, Documents.NoneOf(_units)),
    };
}
