using Grpc.Core;
using Hotline.Operations.V1;

namespace Hotline.Cli.Doctor;

/// <summary>Do the services agree about their tickets? Ids and versions only; the first few thousand tickets of each service.</summary>
public static class ReconcileCheck
{
    private const int Most = 5_000;
    private const int Shown = 3;

    /// <summary>Null when they agree. A peer that is away says nothing against the service itself.</summary>
    public static async Task<Finding?> LookAsync(
        string title, OperationsService.OperationsServiceClient service, Metadata headers, CancellationToken cancel)
    {
        try
        {
            return await CompareAsync(title, service, headers, cancel);
        }
        catch (RpcException failure)
        {
            return Finding.Odd(
                title,
                $"its tickets could not be compared with its peers: {failure.StatusCode}",
                "one of them cannot be asked, or takes too long",
                "check the other services here, then run ./hotline doctor again");
        }
    }

    /// <summary>Null when they agree.</summary>
    public static Finding? Judge(string title, IReadOnlyList<Difference> differences, int compared) => differences.Count == 0
        ? null
        : Finding.Broken(
            title,
            $"disagrees with its peers about {differences.Count} of {compared} tickets 不一致: "
                + string.Join("; ", differences.Take(Shown).Select(Sentence))
                + (differences.Count > Shown ? "; …" : ""),
            "a message was put aside, or one of the stores was restored from an older backup",
            "OperationsService/Republish the tickets a peer has not applied; "
                + "for those missing at their source restore it from a newer backup");

    private static async Task<Finding?> CompareAsync(
        string title, OperationsService.OperationsServiceClient service, Metadata headers, CancellationToken cancel)
    {
        var (differences, compared, token) = (new List<Difference>(), 0, "");
        do
        {
            var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(15);
            var page = await service.ReconcileAsync(new ReconcileRequest { PageSize = 500, PageToken = token }, headers, deadline, cancel);
            differences.AddRange(page.Differences);
            (compared, token) = (compared + page.Compared, page.NextPageToken);
        }
        while (token.Length > 0 && compared < Most);

        return Judge(title, differences, compared);
    }

    private static string Sentence(Difference difference) => difference.Kind == DifferenceKind.MissingAtSource
        ? $"{difference.TicketId} applied at version {difference.Version} of {difference.Peer}, which has {difference.PeerVersion}"
        : $"{difference.TicketId} published at version {difference.Version}, {difference.Peer} applied {difference.PeerVersion}";
}
