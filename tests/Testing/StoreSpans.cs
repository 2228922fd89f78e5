using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;

namespace Hotline.Testing;

/// <summary>What the store is asked on behalf of one call: the driver's spans in the trace of its caller.</summary>
public sealed class StoreSpans : IDisposable
{
    private readonly ActivityTraceId _trace = ActivityTraceId.CreateRandom();
    private readonly ConcurrentQueue<string> _names = new();
    private readonly ActivityListener _listener;

    public StoreSpans()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name is "MongoDB.Driver" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Note,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The operations and their commands, each with its collection, in the order in which they ended.</summary>
    public IReadOnlyList<string> Names => [.. _names];

    /// <summary>The same headers for a call of this trace.</summary>
    public Metadata Traced(Metadata headers)
    {
        var traced = new Metadata();
        foreach (var header in headers)
        {
            traced.Add(header);
        }

        traced.Add("traceparent", $"00-{_trace.ToHexString()}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        return traced;
    }

    public void Dispose() => _listener.Dispose();

    private void Note(Activity span)
    {
        if (span.Source.Name == "MongoDB.Driver" && span.TraceId == _trace)
        {
            _names.Enqueue($"{span.DisplayName} {span.GetTagItem("db.collection.name")}");
        }
    }
}
