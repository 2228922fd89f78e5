using System.Collections.Concurrent;
using Grpc.Core;
using Hotline.Testing;
using Hotline.Tracking.V1;
using Hotline.Type.V1;
using Microsoft.AspNetCore.Builder;

namespace Hotline.Routing.Tests.Service;

/// <summary>Tracking as Routing meets it: it knows of a ticket what a test has told it, and may be away.</summary>
public sealed class FakeTracking : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Ticket> _tickets = [];
    private FakePeer? _peer;

    public string Address => _peer!.Address;

    /// <summary>Whether it answers UNAVAILABLE.</summary>
    public bool IsAway { get; set; }

    public async Task StartAsync() => _peer = await FakePeer.StartAsync(this, app => app.MapGrpcService<Tickets>());

    /// <summary>How far the lead, who has the only part, is.</summary>
    public void LeadIs(string ticketId, AssignmentState state) => _tickets[ticketId] = new()
    {
        TicketId = ticketId,
        Assignments = { new Assignment { Routed = new() { AssignmentId = "a1", Role = AssignmentRole.Lead }, State = state } },
    };

    public async ValueTask DisposeAsync()
    {
        if (_peer is not null)
        {
            await _peer.DisposeAsync();
        }
    }

    public sealed class Tickets(FakeTracking fake) : TrackingService.TrackingServiceBase
    {
        public override Task<Ticket> GetTicket(GetTicketRequest request, ServerCallContext context) =>
            fake.IsAway ? throw new RpcException(new Status(StatusCode.Unavailable, "away"))
            : fake._tickets.TryGetValue(request.TicketId, out var ticket) ? Task.FromResult(ticket)
            : throw new RpcException(new Status(StatusCode.NotFound, "unknown"));
    }
}
