using Google.Protobuf.WellKnownTypes;
using Hotline.Events.V1;
using Hotline.Tracking.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Tests.Progress;

public sealed class TrackingNewsTests
{
    private static readonly DateTime At = new(2022, 9, 28, 2, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Keeps_state_lead_and_the_citizens_promise()
    {
        var changed = Changed(
            TicketState.InProgress,
            ("town", AssignmentRole.Lead, AssignmentState.Handling),
            ("village", AssignmentRole.SubHandler, AssignmentState.PendingSign));
        changed.Ticket.Deadlines.Add(new Deadline { Kind = DeadlineKind.Sign, DueAt = Timestamp.FromDateTime(At) });
        changed.Ticket.Deadlines.Add(new Deadline { Kind = DeadlineKind.Citizen, DueAt = Timestamp.FromDateTime(At.AddDays(7)) });
        var news = TrackingNews.Of(changed);
        Assert.Equal(new PublicProgress(TicketState.InProgress, "name of town", At, At.AddDays(7)), news.Progress);
        Assert.Equal(["town", "village"], news.Handlers);
        Assert.Equal(7, news.Version);
    }

    [Theory]
    [InlineData(AssignmentState.Done)]
    [InlineData(AssignmentState.Returned)]
    [InlineData(AssignmentState.Exited)]
    public void A_unit_whose_part_ended_handles_it_no_more(AssignmentState ended)
    {
        var changed = Changed(
            TicketState.InProgress,
            ("a", AssignmentRole.CoHandler, ended),
            ("b", AssignmentRole.Lead, AssignmentState.Signed));
        Assert.Equal(["b"], TrackingNews.Of(changed).Handlers);
    }

    [Fact]
    public void A_closed_ticket_has_no_handlers() =>
        Assert.Empty(TrackingNews.Of(Changed(TicketState.Closed, ("a", AssignmentRole.Lead, AssignmentState.FeedbackSubmitted))).Handlers);

    [Fact]
    public void After_a_return_the_next_lead_counts()
    {
        var changed = Changed(
            TicketState.Dispatched,
            ("b", AssignmentRole.Lead, AssignmentState.PendingSign),
            ("a", AssignmentRole.Lead, AssignmentState.Returned));
        Assert.Equal("name of b", TrackingNews.Of(changed).Progress.LeadUnitName);
    }

    [Fact]
    public void Before_dispatch_there_is_no_lead_and_no_handler()
    {
        var news = TrackingNews.Of(Changed(TicketState.PendingDispatch));
        Assert.Equal("", news.Progress.LeadUnitName);
        Assert.Null(news.Progress.PromisedAt);
        Assert.Empty(news.Handlers);
    }

    private static TicketChanged Changed(TicketState state, params (string Unit, AssignmentRole Role, AssignmentState State)[] parts)
    {
        var changed = new TicketChanged
        {
            Header = new EventHeader
            {
                TicketId = "t1",
                Source = Source.Tracking,
                SourceVersion = 7,
                OccurredAt = Timestamp.FromDateTime(At),
            },
            Ticket = new Ticket { TicketId = "t1", State = state },
        };
        foreach (var (unit, role, partState) in parts)
        {
            changed.Ticket.Assignments.Add(new Assignment
            {
                Routed = new RoutedAssignment { UnitId = unit, UnitName = "name of " + unit, Role = role },
                State = partState,
            });
        }

        return changed;
    }
}
