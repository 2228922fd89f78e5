using Hotline.Chassis.Configuration;
using Hotline.Events.V1;
using Hotline.Tracking.V1;

namespace Hotline.Testing;

/// <summary>Compares the facts that a service's rules write with the catalogue of timeline.proto.</summary>
public static class CatalogueCheck
{
    /// <summary>
    /// A line for each fact of the service that carries other details than its entry says, or that none of these is; empty when all is
    /// well.
    /// </summary>
    /// <param name="source">The service.</param>
    /// <param name="facts">Facts as they are stored, by name with their details: all that the service can write.</param>
    public static IReadOnlyList<string> Differences(
        Source source, IEnumerable<(string Type, IReadOnlyDictionary<string, string> Details)> facts)
    {
        var written = facts.ToLookup(fact => FactCatalogue.TypeOf(fact.Type), fact => fact.Details);
        var own = Enum.GetValues<FactType>().Where(type => type != FactType.Unspecified && type.Spec().Service == source.Name());
        return
        [
            .. from type in written.Select(fact => fact.Key).Except(own) select $"{source} writes {type}",
            .. from type in own
               let spec = type.Spec()
               let said = Names(spec.Details.Select(key => key.Name()).Concat(spec.PartDetails.Select(key => "*." + key.Name())))
               let found = Names(written[type].SelectMany(details => details.Keys).Select(AnyPart))
               where said != found || !written.Contains(type)
               select $"{type.Name()}, written {written[type].Count()} times, carries '{found}' and not '{said}'",
        ];
    }

    private static string AnyPart(string name) =>
        name.IndexOf('.', StringComparison.Ordinal) is var at and >= 0 ? "*" + name[at..] : name;

    private static string Names(IEnumerable<string> names) => string.Join(' ', names.Distinct().Order(StringComparer.Ordinal));
}
