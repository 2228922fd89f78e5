namespace Hotline.Tracking.Tests.Lifecycle;

/// <summary>What the unit complained about, and those below it, may do and may not do for a ticket.</summary>
public sealed class AccusedTests
{
    private static readonly AppealRecord Complaint = Given.Appeal() with
    {
        AppealType = AppealType.Complaint,
        AccusedUnitId = Given.Village,
        AccusedUnits = [Given.Village],
    };

    private static readonly RoutedRecord Respondent = Given.Sub(mandatory: false) with { Role = AssignmentRole.Respondent };

    [Fact]
    public void Who_is_asked_to_explain_does_so_without_a_contact_and_owes_none()
    {
        var asked = Given.Handling(Complaint).Dispatch(Given.Lead(), Respondent);
        Assert.DoesNotContain(asked.Deadlines, d => d.PartId == "a2" && d.Kind == DeadlineKind.Response);
        Assert.Contains(asked.Deadlines, d => d.PartId == "a2" && d.Kind == DeadlineKind.Feedback);

        var explained = asked.Sign("2022-09-28 10:50", "a2", Given.Worker).FeedBack("2022-09-28 11:00", "a2", Given.Worker);
        Assert.Equal(AssignmentState.Done, explained.Assignments[1].State);
        Assert.Equal(TicketState.InProgress, explained.State);
    }

    [Theory]
    [InlineData(AssignmentRole.Respondent)]
    [InlineData(AssignmentRole.SubHandler)]
    [InlineData(AssignmentRole.CoHandler)]
    public void In_no_role_does_it_contact_the_claimant(AssignmentRole role)
    {
        var signed = Given.Handling(Complaint).Dispatch(Given.Lead(), Respondent with { Role = role })
            .Sign("2022-09-28 10:50", "a2", Given.Worker);
        Refusals.Guarded(() => signed.Contact("2022-09-28 10:55", "a2", by: Given.Worker), "accused_contacts");
        Assert.Equal(AssignmentState.Done, signed.FeedBack("2022-09-28 11:00", "a2", Given.Worker).Assignments[1].State);
    }

    [Fact]
    public void Told_to_contact_the_claimant_it_owes_no_contact_and_comes_to_its_end()
    {
        var told = Respondent with { Role = AssignmentRole.SubHandler, NeedsContact = true };
        var signed = Given.Handling(Complaint).Dispatch(Given.Lead(), told).Sign("2022-09-28 10:50", "a2", Given.Worker);
        Assert.DoesNotContain(signed.Deadlines, d => d.PartId == "a2" && d.Kind == DeadlineKind.Response);
        Refusals.Guarded(() => signed.Waive("2022-09-28 10:55", ContactWaiverReason.Anonymous, "a2"), "no_contact_owed");

        var handled = signed.Start("2022-09-28 10:55", "a2", Given.Worker).FeedBack("2022-09-28 11:00", "a2", Given.Worker);
        Assert.Equal(AssignmentState.Done, handled.Assignments[1].State);
    }

    [Fact]
    public void It_signs_before_it_explains()
    {
        var asked = Given.Handling(Complaint).Dispatch(Given.Lead(), Respondent);
        Refusals.Guarded(() => asked.FeedBack("2022-09-28 11:00", "a2", Given.Worker), "not_signed");
    }

    [Theory]
    [InlineData("a1", true, Given.Town)]
    [InlineData("", true, Given.Root)]
    [InlineData("a2", true, Given.Village)]
    [InlineData("a1", false, Given.Village)]
    [InlineData("a1", false, Given.Town, Given.Village)]
    [InlineData("", false, Given.Root, Given.Village)]
    public void Who_acts_for_it_does_nothing_but_its_own_part_whatever_else_he_acts_for(string part, bool may, params string[] units)
    {
        var ticket = Given.Handling(Complaint).Dispatch(Given.Lead(), Respondent);
        if (may)
        {
            Accused.MayAct(ticket, units, part);
            return;
        }

        Assert.Equal(ErrorReason.UnitMissing, Assert.Throws<RefusalException>(() => Accused.MayAct(ticket, units, part)).Reason);
    }

    [Fact]
    public void It_is_not_told_who_complained_and_a_part_that_has_ended_is_not_told_either()
    {
        var handled = Given.Handling(Complaint).Dispatch(Given.Lead(), Respondent);
        Assert.Null(RevealDuty.Refusal(handled, [Role.UnitLiaison], [Given.Town]));
        Assert.Equal(ErrorReason.UnitMissing, RevealDuty.Refusal(handled, [Role.FieldWorker], [Given.Village]));
        Assert.Equal(ErrorReason.UnitMissing, RevealDuty.Refusal(handled, [Role.TownHead], [Given.Town, Given.Village]));
        Assert.Equal(ErrorReason.UnitMissing, RevealDuty.Refusal(handled, [Role.UnitLiaison], [Given.Root]));
        Assert.Equal(ErrorReason.NotFound, RevealDuty.Refusal(null, [Role.UnitLiaison], [Given.Town]));

        var approved = Given.Replied().Approve("2022-09-30 16:00");
        Assert.Equal(ErrorReason.UnitMissing, RevealDuty.Refusal(approved, [Role.UnitLiaison], [Given.Town]));
        var confidential = Given.Handling(Given.Appeal() with { IsConfidential = true });
        Assert.Equal(ErrorReason.UnitMissing, RevealDuty.Refusal(confidential, [Role.UnitLiaison], [Given.Town]));
    }

    [Fact]
    public void Of_a_report_the_accused_and_all_below_it_are_in_no_scope()
    {
        var report = Complaint with
        {
            AppealType = AppealType.Report,
            AccusedUnitId = Given.Town,
            AccusedUnits = [Given.Town, Given.Village],
        };
        var ticket = Given.Dispatched(report, Given.Lead(), Given.Sub(), Given.CoHandler());
        Assert.Equal([Given.Root, "110118-water"], ticket.Scope);
        Assert.Equal([Given.Town, Given.Village], ticket.HiddenFrom);
        Assert.Empty(Given.Dispatched(Complaint).HiddenFrom);
    }

    [Fact]
    public void What_complains_about_the_root_ends_here_in_whatever_order_it_is_heard()
    {
        var report = Complaint with { AppealType = AppealType.Report, AccusedUnitId = Given.Root, AccusedUnits = [Given.Root, Given.Town] };
        var heard = new HeardRecord
        {
            At = Given.Beijing("2022-09-28 10:01"),
            By = Given.Routing,
            Transfer = new() { UnitId = "110118-external-city", UnitName = "市级", Reason = "移交市级" },
        };

        var straight = OpenRule.Apply(Given.Opened(report), heard, Given.Clocks);
        Assert.Equal((TicketState.TransferredOut, heard.At), (straight.Ticket.State, straight.Ticket.ClosedAt));
        Assert.All(straight.Ticket.Deadlines, d => Assert.Equal(heard.At, d.EndedAt));
        Assert.Null(straight.Ticket.NextDue);
        Assert.Empty(straight.Ticket.Scope);
        Assert.Equal(FactType.TicketTransferred, Assert.Single(straight.Facts).Type);

        var remembered = OpenRule.Apply(null, heard, Given.Clocks);
        Assert.Empty(remembered.Facts);
        var late = OpenRule.Open(remembered.Ticket, report, Given.Root, Given.Clocks);
        Assert.Equal([FactType.TicketAccepted, FactType.TicketTransferred], late.Facts.Select(fact => fact.Type));
        Assert.Equal(straight.Ticket.State, late.Ticket.State);
    }
}
