using Hotline.Events.V1;
using Hotline.Operations.V1;

namespace Hotline.Cli.Doctor;

/// <summary>Whether the services run by the same clocks.json: one may know an urgency class or a limit that another does not.</summary>
public static class ClocksCheck
{
    /// <summary>Nothing when they agree, or fewer than two told.</summary>
    public static IEnumerable<Finding> Judge(IEnumerable<GetStatusResponse> told)
    {
        var files = told.GroupBy(status => status.ClocksFingerprint, status => status.Service).ToList();
        if (files.Count > 1)
        {
            yield return Finding.Broken(
                "Clocks 时限",
                "the services run by different files: " + string.Join(", ", files.Select(Of)),
                "clocks.json was changed and not every service started again; a class that one does not know runs there by the limits of "
                    + "its most urgent one",
                "give all services the same clocks.json, then start them again");
        }
    }

    private static string Of(IGrouping<string, Source> file) => $"{string.Join(" and ", file.Order())} by {file.Key}";
}
