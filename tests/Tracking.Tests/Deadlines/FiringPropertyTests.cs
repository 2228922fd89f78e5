using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Hotline.Tracking.Tests.Deadlines;

/// <summary>However many deadlines pass while no worker looks, and whenever one looks, the timeline tells of each once, in order.</summary>
public sealed class FiringPropertyTests
{
    private static readonly DateTime Start = Given.Beijing("2022-09-28 10:00");

    /// <summary>
    /// Deadlines of any kind on few instants, so that many fall on one instant; some are met, ended or have fired, in time or too late.
    /// </summary>
    public static Arbitrary<DeadlineRecord[]> Deadlines() => Arb.From(Gen.ArrayOf(
        from kind in Gen.Elements(Enum.GetValues<DeadlineKind>())
        from part in Gen.Elements(null, "a1", "a2")
        from hour in Gen.Choose(0, 12)
        from fate in Gen.Choose(0, 11)
        let due = Start.AddHours(hour)
        select new DeadlineRecord
        {
            Kind = kind,
            PartId = part,
            StartsAt = Start,
            DueAt = due,
            MetAt = fate switch { 0 => due, 3 => due.AddMinutes(1), _ => null },
            EndedAt = fate switch { 1 => due, 4 => due.AddMinutes(1), _ => null },
            BreachedAt = fate == 2 ? due : null,
        }));

    [Property(MaxTest = 500, EndSize = 60, Arbitrary = [typeof(FiringPropertyTests)])]
    public void Each_that_has_passed_has_one_fact_at_its_own_instant_in_the_order_of_passing(
        DeadlineRecord[] deadlines, PositiveInt[] looks)
    {
        DeadlineRecord[] distinct = [.. deadlines.Distinct()];
        var ticket = Given.Dispatched() with { Deadlines = distinct, NextDue = distinct.NextDue() };
        var told = new List<(DateTime At, DeadlineKind Kind)>();
        foreach (var now in looks.Select(look => Start.AddHours(look.Get % 14)).Append(Start.AddHours(14)).Order())
        {
            while (FireRule.Fire(ticket, now, Given.Policy) is { } fired)
            {
                Assert.InRange(fired.Facts.Count, 1, FireRule.Most);
                Assert.All(fired.Facts, fact => Assert.True(fact.OccurredAt < now));
                told.AddRange(fired.Facts.Select(fact => (fact.OccurredAt, KindOf(fact))));
                ticket = fired.Ticket;
            }

            Assert.True(ticket.NextDue is not { } next || next >= now);
        }

        var passed = distinct
            .Where(d => d.BreachedAt is null && ((d.MetAt ?? d.EndedAt) is not { } over || over > d.DueAt)).ToList();
        Assert.Equal(passed.Select(d => d.DueAt).Order(), told.Select(fact => fact.At));
        Assert.Equal(passed.Select(d => d.Kind).Order(), told.Select(fact => fact.Kind).Order());
        Assert.All(ticket.Deadlines.Where(d => d.IsOpen), d => Assert.Equal(d.DueAt, d.BreachedAt));
    }

    private static DeadlineKind KindOf(TicketFact fact) =>
        new DetailReader(fact.Details).Enum<DeadlineKind>(DetailKey.DeadlineKind);
}
