using System.Reflection;

namespace Hotline.Testing;

/// <summary>
/// The convention of all three services: what lies in a namespace that ends in ".Rules" is pure. It knows data and instants,
/// no server, no store, no bus, no file, no clock. The compiled code is read, so that a full name hides nothing.
/// </summary>
/// <param name="service">The service's assembly.</param>
public sealed class PureRules(Assembly service)
{
    private static readonly string[] Foreign =
        ["Grpc.", "MongoDB.", "MassTransit", "Microsoft.", "System.IO.", "System.Net", "System.Threading.Tasks", "Hotline.Chassis."];

    // Refusals, masking, the caller, the rows of files, Beijing's days, deadlines and decisions are data and arithmetic.
    // An InvalidDataException is an answer, no file.
    private static readonly string[] Known =
    [
        "Hotline.Chassis.Errors.", "Hotline.Chassis.Privacy.", "Hotline.Chassis.Access.Caller", "Hotline.Chassis.Time.Beijing",
        "Hotline.Chassis.Deadlines.DeadlineRecord", "Hotline.Chassis.Deadlines.DeadlineList", "Hotline.Chassis.Deadlines.DeadlineCalendar",
        "Hotline.Chassis.Deadlines.Warning",
        "Hotline.Chassis.Commands.Decision", "Hotline.Chassis.Commands.FactDraft",
        "Hotline.Chassis.Reference.UnitRow", "Hotline.Chassis.Reference.CategoryRow", "Hotline.Chassis.Reference.UrgencyClass",
        "System.IO.InvalidDataException",
    ];

    private static readonly string[] Clocks = ["get_UtcNow", "get_Now", "GetUtcNow", "get_Today"];

    public IReadOnlyList<System.Type> Types { get; } =
        [.. service.GetTypes().Where(type => type.Namespace?.EndsWith(".Rules", StringComparison.Ordinal) == true)];

    /// <summary>Each use of what a rule may not know; empty when all is well.</summary>
    public IReadOnlyList<string> Strangers => [.. Types.SelectMany(StrangersOf).Distinct()];

    /// <summary>Each place where a rule asks a clock; empty when all is well.</summary>
    public IReadOnlyList<string> ClockReaders =>
    [
        .. from type in Types
           from method in CompiledUses.Members(type).OfType<MethodBase>()
           where Clocks.Contains(method.Name)
           select $"{type} asks {method.DeclaringType}.{method.Name}",
    ];

    /// <summary>The same question of one type, so that a test can show that the check sees something.</summary>
    public static IEnumerable<string> StrangersOf(System.Type type) =>
        CompiledUses.Types(type).Where(IsForeign).Select(used => $"{type} uses {used}");

    private static bool IsForeign(System.Type type) =>
        type.FullName is { } name && !StartsWithAny(name, Known) && StartsWithAny(name, Foreign);

    private static bool StartsWithAny(string name, string[] prefixes) =>
        Array.Exists(prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
