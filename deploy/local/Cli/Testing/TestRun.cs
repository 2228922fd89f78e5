using System.Xml.Linq;
using Hotline.Cli.Tools;

namespace Hotline.Cli.Testing;

/// <summary>Runs one test project and tells what it came to, from its results file and its exit code.</summary>
public sealed class TestRun(string project, string folder, IReadOnlyDictionary<string, string?> environment, string? filter)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(25);

    public string Project => project;

    public string LogFile => Path.Combine(folder, $"{project}.log");

    public async Task<TrxTotals> RunAsync(CancellationToken cancel)
    {
        var assembly = Repository.At("tests", project, "bin", "Release", "net10.0", $"Hotline.{project}.dll");
        var results = Path.Combine(folder, $"{project}.trx");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Limit);
        try
        {
            var run = await Shell.RunLoggedAsync(
                LogFile,
                "dotnet",
                [
                    "test", assembly,
                    "--logger", $"trx;LogFileName={results}",
                    "--logger", "console;verbosity=normal",
                    "--results-directory", folder,
                    .. filter is null ? [] : new[] { "--filter", filter },
                ],
                environment,
                limit.Token);
            return Judge(run.Ok, results);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Say.Line($"  ✗ {project} did not end within {Limit.TotalMinutes} minutes; see {LogFile}");
            return new TrxTotals(0, 1, 0);
        }
    }

    private TrxTotals Judge(bool ok, string results)
    {
        var document = File.Exists(results) ? XDocument.Load(results) : null;
        var totals = document is null ? TrxTotals.None : TrxTotals.Read(document);
        if (document is not null)
        {
            foreach (var (test, message) in TrxTotals.Failures(document))
            {
                Say.Line($"    ✗ {test}\n      {message.ReplaceLineEndings("\n      ")}");
            }
        }

        // A host that crashed may leave a results file in which nothing failed.
        if (!ok && totals.Failed == 0)
        {
            Say.Line($"    ✗ {project} ended with an error; the end of {LogFile}:\n{Shell.Tail(LogFile, 12)}");
            return totals with { Failed = 1 };
        }

        return totals;
    }
}
