using Google.Protobuf;
using Google.Protobuf.Reflection;
using Hotline.Type.V1;

namespace Hotline.Tracking.V1;

/// <summary>
/// The catalogue of timeline.proto: the facts that the three services record of a ticket, the details that each carries, and the names
/// of both.
/// </summary>
public static class FactCatalogue
{
    private static readonly Dictionary<FactType, FactSpec> Facts = Read<FactType, FactSpec>(TimelineExtensions.Fact);
    private static readonly Dictionary<DetailKey, DetailSpec> Details = Read<DetailKey, DetailSpec>(TimelineExtensions.Detail);
    private static readonly Dictionary<string, FactType> TypesByName = Facts.Keys.ToDictionary(type => type.Name());
    private static readonly Dictionary<string, DetailKey> KeysByName = Details.Keys.ToDictionary(key => key.Name());

    /// <summary>What the catalogue says of a fact. UNSPECIFIED is none.</summary>
    /// <exception cref="KeyNotFoundException">It is not in the catalogue.</exception>
    public static FactSpec Spec(this FactType type) => Facts[type];

    /// <summary>What the catalogue says of a detail. UNSPECIFIED is none.</summary>
    /// <exception cref="KeyNotFoundException">It is not in the catalogue.</exception>
    public static DetailSpec Spec(this DetailKey key) => Details[key];

    /// <summary>What a fact keeps of these details, by their names: those that say something.</summary>
    /// <exception cref="ArgumentException">The catalogue does not name one of them for this fact.</exception>
    public static Dictionary<string, string> Keep(this FactType type, IEnumerable<Detail> details)
    {
        var (spec, kept) = (type.Spec(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var detail in details.Where(detail => detail.Value.Length > 0))
        {
            if (!(detail.AssignmentId.Length == 0 ? spec.Details : spec.PartDetails).Contains(detail.Key))
            {
                throw new ArgumentException($"{type.Name()} carries no {detail.Name}.", nameof(details));
            }

            kept.Add(detail.Name, detail.Value);
        }

        return kept;
    }

    /// <summary>As a timeline and the feed name it, for instance "ticket.passed_down".</summary>
    public static string Name(this FactType type)
    {
        var name = WireName.Of(type).ToLowerInvariant();
        var at = name.IndexOf('_', StringComparison.Ordinal);
        return at < 0 ? name : $"{name[..at]}.{name[(at + 1)..]}";
    }

    /// <summary>As the details name it, for instance "unit_name".</summary>
    public static string Name(this DetailKey key) => WireName.Of(key).ToLowerInvariant();

    /// <summary>UNSPECIFIED for a name that this build does not know.</summary>
    public static FactType TypeOf(string name) => TypesByName.GetValueOrDefault(name);

    /// <summary>UNSPECIFIED for a name that this build does not know.</summary>
    public static DetailKey KeyOf(string name) => KeysByName.GetValueOrDefault(name);

    private static Dictionary<TEnum, TSpec> Read<TEnum, TSpec>(Extension<EnumValueOptions, TSpec> option)
        where TEnum : struct, Enum
        where TSpec : class, IMessage<TSpec> =>
        TimelineReflection.Descriptor.EnumTypes.Single(type => type.ClrType == typeof(TEnum)).Values
            .Where(value => value.GetOptions()?.HasExtension(option) == true)
            .ToDictionary(value => (TEnum)Enum.ToObject(typeof(TEnum), value.Number), value => value.GetOptions().GetExtension(option));
}
