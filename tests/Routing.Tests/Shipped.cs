using Hotline.Routing.Catalogue;
using Hotline.Routing.Catalogue.Rules;
using Hotline.Routing.Directory.Rules;
using Hotline.Routing.Dispatch.Rules;
using Hotline.Testing;

namespace Hotline.Routing.Tests;

/// <summary>The shipped files, read once.</summary>
internal static class Shipped
{
    public const string Center = "110118";
    public const string MiyunTown = "110118100";
    public const string LiGeZhuang = "110118100205";
    public const string DaTangZhuang = "110118100201";

    private static readonly Lazy<ReferenceEdition> LazyEdition = new(() => ReferenceFiles.Read(DataDirectory));
    private static readonly Lazy<Reference> LazyReference = new(() => new Reference(Edition));

    public static string DataDirectory => Path.Combine(Platform.RepositoryRoot, "deploy", "data");

    public static ReferenceEdition Edition => LazyEdition.Value;

    public static Reference Reference => LazyReference.Value;

    public static DispatchDecision Decide(string category, string town = "", string village = "", string words = "", string accused = "") =>
        DispatchRules.Decide(new(category, new PlaceQuestion(town, village, words), accused), Reference);

    /// <summary>The shipped edition with some units changed.</summary>
    public static Reference With(Func<HandlingUnit, HandlingUnit> change) =>
        new(Edition with { Units = [.. Edition.Units.Select(change)] });
}
