using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace Hotline.Testing;

/// <summary>Starts a service that is configured wrongly.</summary>
public static class RefusedStart
{
    /// <summary>
    /// Everything but ports and peers. Nothing listens here: a start that is refused must not have asked for store or broker.
    /// </summary>
    public static IReadOnlyList<string> Bare { get; } =
    [
        "--environment=Development",
        "--HOTLINE_MONGODB=mongodb://127.0.0.1:1",
        "--HOTLINE_RABBITMQ=amqp://127.0.0.1:1",
        "--Hotline:Database=none",
        "--Hotline:Auth:KeysFile=none",
        "--Hotline:Auth:Issuer=none",
        "--Hotline:Secrets:Directory=none",
        $"--Hotline:Data={Path.Combine(Platform.RepositoryRoot, "deploy", "data")}",
    ];

    /// <summary>The sentences with which the service refuses to start.</summary>
    /// <param name="build">The service's own.</param>
    /// <param name="settings">As on the command line, beside those of <see cref="Bare"/>.</param>
    /// <exception cref="InvalidOperationException">The service has started.</exception>
    public static async Task<IReadOnlyList<string>> OfAsync(Func<string[], WebApplication> build, params IEnumerable<string> settings)
    {
        try
        {
            await using var service = build([.. Bare, .. settings]);
            await service.StartAsync();
        }
        catch (OptionsValidationException refused)
        {
            return [.. refused.Failures];
        }

        throw new InvalidOperationException("The service has started.");
    }

    /// <summary>The sentences with which the service refuses to start without any peer's address, in order.</summary>
    public static async Task<IReadOnlyList<string>> WithoutPeersAsync(Func<string[], WebApplication> build) =>
        [.. (await OfAsync(build, "--Hotline:Ports:Public=4711", "--Hotline:Ports:Internal=4712")).Order(StringComparer.Ordinal)];
}
