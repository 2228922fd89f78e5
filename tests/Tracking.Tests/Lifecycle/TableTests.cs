namespace Hotline.Tracking.Tests.Lifecycle;

public sealed class TableTests
{
    public static TheoryData<AssignmentState, AssignmentTrigger> AssignmentPairs() => Pairs<AssignmentState, AssignmentTrigger>();

    public static TheoryData<TicketState, TicketTrigger> TicketPairs() => Pairs<TicketState, TicketTrigger>();

    [Theory]
    [MemberData(nameof(AssignmentPairs))]
    public void A_part_moves_by_its_table_or_is_refused(AssignmentState from, AssignmentTrigger on) =>
        Check(AssignmentTable.Table, from, on);

    [Theory]
    [MemberData(nameof(TicketPairs))]
    public void A_ticket_moves_by_its_table_or_is_refused(TicketState from, TicketTrigger on) => Check(TicketTable.Table, from, on);

    [Fact]
    public void The_main_line_is_in_the_ticket_table()
    {
        TicketState[] line =
        [
            TicketState.Unspecified, TicketState.Accepted, TicketState.PendingDispatch, TicketState.Dispatched,
            TicketState.InProgress, TicketState.Replied, TicketState.PendingCallback, TicketState.Closed,
        ];
        TicketTrigger[] triggers =
        [
            TicketTrigger.Accepted, TicketTrigger.Queued, TicketTrigger.Dispatched, TicketTrigger.LeadContacted,
            TicketTrigger.LeadFedBack, TicketTrigger.FeedbackApproved, TicketTrigger.Settled,
        ];

        Assert.Equal(line[1..], triggers.Zip(line, (on, from) => TicketTable.Table.Next(from, on)));
    }

    [Fact]
    public void Nothing_leaves_a_closed_ticket() =>
        Assert.All(TicketTable.Table.Rows.Where(r => r.From == TicketState.Closed), r => Assert.Equal(TicketState.Closed, r.To));

    [Fact]
    public void States_of_later_chapters_are_not_reachable_yet() =>
        Assert.DoesNotContain(TicketTable.Table.Rows, r => r.To is TicketState.ReturnReview or TicketState.Rework or TicketState.Ledger
            or TicketState.Archived or TicketState.Merged or TicketState.Withdrawn);

    [Fact]
    public void A_refusal_names_the_state_and_where_the_command_is_allowed()
    {
        var signed = Given.Dispatched().Sign("2022-09-28 10:08");

        var refusal = Refusals.Illegal(() => signed.Sign("2022-09-28 10:09"));

        Assert.Equal("ASSIGNMENT_STATE_SIGNED", refusal.Facts["current_state"]);
        Assert.Equal("ASSIGNMENT_STATE_PENDING_SIGN", refusal.Facts["allowed_states"]);
    }

    private static void Check<TState, TTrigger>(TransitionTable<TState, TTrigger> table, TState from, TTrigger on)
        where TState : struct, Enum
        where TTrigger : struct, Enum
    {
        var row = table.Rows.SingleOrDefault(r => r.From.Equals(from) && r.On.Equals(on));
        var guard = table.Guards.SingleOrDefault(g => g.From.Equals(from) && g.On.Equals(on));
        if (row is not null)
        {
            Assert.Null(guard);
            Assert.Equal(row.To, table.Next(from, on));
            Assert.NotEmpty(row.Rule);
        }
        else if (guard is not null)
        {
            Refusals.Guarded(() => table.Next(from, on), guard.Guard);
        }
        else
        {
            var refusal = Refusals.Illegal(() => table.Next(from, on));
            Assert.Equal(ProtoNames.Of(from), refusal.Facts["current_state"]);
            Assert.DoesNotContain(ProtoNames.Of(from), refusal.Facts["allowed_states"].Split(','));
        }
    }

    private static TheoryData<TState, TTrigger> Pairs<TState, TTrigger>()
        where TState : struct, Enum
        where TTrigger : struct, Enum
    {
        var pairs = new TheoryData<TState, TTrigger>();
        foreach (var from in Enum.GetValues<TState>())
        {
            foreach (var on in Enum.GetValues<TTrigger>())
            {
                pairs.Add(from, on);
            }
        }

        return pairs;
    }
}
