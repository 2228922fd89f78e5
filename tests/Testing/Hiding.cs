using System.Collections.Concurrent;
using Grpc.Core;

namespace Hotline.Testing;

/// <summary>Walks every method of a service as each role of a unit, and tells what must not have been shown.</summary>
/// <param name="domain">The service's public port.</param>
/// <param name="inside">Its internal port: operations and health.</param>
/// <param name="people">The headers of a person with a role and units.</param>
/// <param name="packages">Whose methods; <see cref="Questions"/> are asked of each. Streams are walked by tests of their own.</param>
public sealed class Hiding(CallInvoker domain, CallInvoker inside, Func<string, string[], Metadata> people, params string[] packages)
{
    private static readonly string[] Reading = ["Get", "List", "Verify"];

    /// <summary>Where changes are read from; empty reads them all.</summary>
    public string Cursor { get; init; } = "";

    /// <summary>How many are asked at once; default one after the other.</summary>
    public int AtOnce { get; init; } = 1;

    /// <summary>Every role that people of a unit hold.</summary>
    public static IReadOnlyList<string> Roles { get; } =
    [
        "TOWN_HEAD", "LEADER", "SUPERVISOR", "OPERATOR", "DISPATCHER", "REPLY_AUDITOR", "CALLBACK_AGENT", "FIELD_WORKER", "UNIT_LIAISON",
        "ANALYST", "APPRAISAL_OFFICER", "ADMIN",
    ];

    /// <summary>
    /// A ticket that is hidden: what asks about it answers as about one that does not exist, byte by byte, and what lists tickets does
    /// not show it. A line for each answer that is otherwise; empty when all is well.
    /// </summary>
    /// <param name="hidden">The ticket's id and number.</param>
    /// <param name="unknown">An id and a number of no ticket.</param>
    /// <param name="units">Each person acts for these.</param>
    public async Task<IReadOnlyList<string>> LeaksAsync(
        (string Id, string Number) hidden, (string Id, string Number) unknown, IEnumerable<string[]> units)
    {
        var leaks = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(Visits(units), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (each, _) =>
        {
            foreach (var (asked, other) in new[] { (hidden.Id, unknown.Id), (hidden.Number, unknown.Number) })
            {
                var answer = await each.AskAsync(asked);
                var reference = await each.AskAsync(other);
                var isRefusedAlike = answer == reference
                    && answer.Code is StatusCode.NotFound or StatusCode.PermissionDenied or StatusCode.Unimplemented;
                var isSilent = answer.Code is StatusCode.OK && reference.Code is StatusCode.OK
                    && !Says(answer, hidden.Id) && !Says(answer, hidden.Number);
                if (!isRefusedAlike && !isSilent)
                {
                    leaks.Add($"{each.Name}: {answer}, of an unknown one {reference}");
                }
            }
        });

        return [.. leaks];
    }

    /// <summary>A line for each answer about a ticket that holds one of these words; empty when all is well.</summary>
    public async Task<IReadOnlyList<string>> SaidAsync(string ticket, IEnumerable<string[]> units, params string[] words)
    {
        var said = new List<string>();
        foreach (var each in Visits(units))
        {
            var answer = await each.AskAsync(ticket);
            said.AddRange(words.Where(word => Says(answer, word)).Select(word => $"{each.Name}: {word}"));
        }

        return said;
    }

    /// <summary>
    /// Methods that show a ticket neither in any role of a unit that may see it, nor to an administrator of none, by their short names:
    /// what they do not show elsewhere proves nothing.
    /// </summary>
    /// <param name="seen">The ticket's id and number.</param>
    /// <param name="unknown">An id of no ticket.</param>
    /// <param name="unit">The unit.</param>
    public async Task<IReadOnlyList<string>> BlindAsync((string Id, string Number) seen, string unknown, string unit)
    {
        var methods = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var each in Visits([[unit], []]))
        {
            var answer = await each.AskAsync(seen.Id);
            var reference = await each.AskAsync(unknown);
            var isSeen = answer.Code is StatusCode.OK
                ? Says(answer, seen.Id) || Says(answer, seen.Number) || reference.Code is not StatusCode.OK
                : answer != reference && answer.Reason is not ("NOT_FOUND" or "FIELD_VIOLATIONS" or "UNAVAILABLE" or "INTERNAL");
            methods[each.Method] = methods.GetValueOrDefault(each.Method) || isSeen;
        }

        return [.. methods.Where(method => !method.Value).Select(method => method.Key)];
    }

    private IEnumerable<Visit> Visits(IEnumerable<string[]> units) =>
        from method in Questions.MethodsOf(packages)
        // What only reads comes first: a command may move the ticket out of a list.
        orderby !Reading.Any(verb => method.Name.StartsWith(verb, StringComparison.Ordinal))
        from role in Roles
        from person in units
        select new Visit(
            method.Name,
            $"{method.FullName} as {role} of {string.Join('+', person)}",
            ticket => AnyMethod.CallAsync(
                IsInside(method.File.Package) ? inside : domain,
                method,
                Questions.Of(method.FullName, ticket, Cursor),
                people(role, person)));

    private static bool IsInside(string package) => package is "hotline.operations.v1" or "grpc.health.v1";

    private static bool Says(Answer answer, string word) => answer.Text.Contains(word, StringComparison.Ordinal);

    private sealed record Visit(string Method, string Name, Func<string, Task<Answer>> AskAsync);
}
