using System.Globalization;
using System.Xml.Linq;

namespace Hotline.Cli.Testing;

/// <summary>What one or several runs came to.</summary>
public sealed record TrxTotals(int Passed, int Failed, int Skipped)
{
    public static TrxTotals None { get; } = new(0, 0, 0);

    /// <summary>The last line of a test run, exactly.</summary>
    public string Line => $"{Passed} passed, {Failed} failed, {Skipped} skipped";

    /// <summary>A run in which nothing ran proves nothing.</summary>
    public bool IsGreen => Failed == 0 && Passed > 0;

    public static TrxTotals operator +(TrxTotals one, TrxTotals other) =>
        new(one.Passed + other.Passed, one.Failed + other.Failed, one.Skipped + other.Skipped);

    public static TrxTotals Add(TrxTotals left, TrxTotals right) => left + right;

    /// <summary>Reads the counters of a results file; whatever neither passed nor was skipped has failed.</summary>
    public static TrxTotals Read(XDocument results)
    {
        var counters = Find(results, "Counters").FirstOrDefault();
        if (counters is null)
        {
            return None;
        }

        var total = Count(counters, "total");
        var passed = Count(counters, "passed");
        var skipped = Find(results, "UnitTestResult").Count(result => result.Attribute("outcome")?.Value is "NotExecuted" or "NotRunnable");
        return new TrxTotals(passed, Math.Max(0, total - passed - skipped), skipped);
    }

    /// <summary>Names and messages of what failed.</summary>
    public static IEnumerable<(string Test, string Message)> Failures(XDocument results) =>
        Find(results, "UnitTestResult")
            .Where(result => result.Attribute("outcome")?.Value is not ("Passed" or "NotExecuted" or "NotRunnable"))
            .Select(result => (
                result.Attribute("testName")?.Value ?? "?",
                Find(result, "Message").FirstOrDefault()?.Value.Trim() ?? ""));

    private static IEnumerable<XElement> Find(XContainer within, string name) =>
        within.Descendants().Where(element => element.Name.LocalName == name);

    private static int Count(XElement counters, string name) =>
        int.TryParse(counters.Attribute(name)?.Value, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
