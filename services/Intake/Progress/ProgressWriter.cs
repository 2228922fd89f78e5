using System.Threading.Channels;
using Hotline.Chassis.Facts;
using Hotline.Events.V1;
using Hotline.Intake.Appeals;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Intake.Progress;

/// <summary>
/// Writes what Tracking says onto the appeals. This runs for every change of every ticket, so events that arrive
/// together are written together; each event is acknowledged only after its own write.
/// </summary>
public sealed class ProgressWriter(FactStore<AppealState> appeals) : BackgroundService
{
    private const int Batch = 64;
    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };
    private static readonly string Seen = new SeenVersion(Source.Tracking, 0).Field;

    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(Batch * 4) { SingleReader = true });

    public async Task WriteAsync(TrackingNews news, CancellationToken cancel)
    {
        var waiting = new Waiting(news, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await _waiting.Writer.WriteAsync(waiting, cancel);
        await waiting.Done.Task.WaitAsync(cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Waiting>(Batch);
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            batch.Clear();
            while (batch.Count < Batch && _waiting.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            await WriteAsync(batch, stoppingToken);
        }
    }

    /// <summary>The gate is in the filter: an older or repeated event matches nothing.</summary>
    public static UpdateOneModel<BsonDocument> Update(TrackingNews news) => new(
        new BsonDocument { { "_id", news.Ticket }, { Seen, new BsonDocument("$not", new BsonDocument("$gte", news.Version)) } },
        new BsonDocument("$set", new BsonDocument
        {
            { "progress", news.Progress.ToBsonDocument() },
            { "handlers", new BsonArray(news.Handlers) },
            { Seen, news.Version },
        }));

    private async Task WriteAsync(List<Waiting> batch, CancellationToken stopping)
    {
        try
        {
            // Of several changes of one ticket only the last is worth writing: each tells all that Intake keeps.
            var latest = batch.GroupBy(waiting => waiting.News.Ticket).Select(changes => changes.MaxBy(change => change.News.Version)!.News);
            await appeals.Collection.BulkWriteAsync(latest.Select(Update), Unordered, stopping);
            batch.ForEach(waiting => waiting.Done.SetResult());
        }
        catch (Exception error)
        {
            // Each event's consumer sees it, retries, and meets the gate where its write had gone through.
            batch.ForEach(waiting => waiting.Done.SetException(error));
        }
    }

    private sealed record Waiting(TrackingNews News, TaskCompletionSource Done);
}
