using System.Globalization;
using Hotline.Chassis.Commands;
using Hotline.Chassis.Configuration;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Facts;
using Hotline.Chassis.Messaging;
using Hotline.Events.V1;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Listing;

/// <summary>
/// Read your writes across services: a command's answer names the version it wrote, and a read that presents the
/// token waits until its own service has taken that version in.
/// </summary>
public sealed class ConsistencyTokens(SignedToken tokens, ServiceIdentity service, TimeProvider system)
{
    private const string Purpose = "consistency";
    private const string Field = "consistency_token";
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    public string Issue(string ticket, long version) =>
        tokens.Seal(Purpose, string.Create(CultureInfo.InvariantCulture, $"{ticket}|{(int)service.Source}|{version}"));

    /// <summary>
    /// Returns when the version is here; UNAVAILABLE when it does not arrive in time; at once without a token. A version
    /// of a service that this one does not follow would never arrive: TOKEN_INVALID.
    /// </summary>
    public async Task AwaitAsync<TState>(string token, FactStore<TState> store, CancellationToken cancel)
        where TState : class
    {
        if (token.Length == 0)
        {
            return;
        }

        var parts = tokens.Open(Purpose, token, Field).Split('|');
        var wanted = new SeenVersion(
            (Source)int.Parse(parts[1], CultureInfo.InvariantCulture), long.Parse(parts[2], CultureInfo.InvariantCulture));
        if (wanted.Source != service.Source && !EventCatalogue.Follows(service.Source, wanted.Source))
        {
            throw Refuse.TokenInvalid(Field);
        }

        var until = system.GetUtcNow() + WaitTimeout;
        while (await VersionAsync(parts[0], wanted, store, cancel) < wanted.Version)
        {
            if (system.GetUtcNow() >= until)
            {
                throw Refuse.Unavailable("The awaited version is not here yet.");
            }

            await Task.Delay(Poll, system, cancel);
        }
    }

    private async Task<long> VersionAsync<TState>(string ticket, SeenVersion wanted, FactStore<TState> store, CancellationToken cancel)
        where TState : class
    {
        var isOwn = wanted.Source == service.Source;
        var document = await (isOwn ? store.Collection : store.Seen).Find(new BsonDocument("_id", ticket))
            .Project(new BsonDocument(isOwn ? Envelope.Version : Envelope.Seen, 1)).FirstOrDefaultAsync(cancel);
        if (document is null)
        {
            return 0;
        }

        return isOwn ? document[Envelope.Version].ToInt64() : Envelope.VersionIn(document, Envelope.Seen, wanted.Source);
    }
}
