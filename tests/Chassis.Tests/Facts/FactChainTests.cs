using Hotline.Chassis.Commands;
using Hotline.Chassis.Facts;
using Hotline.Events.V1;

namespace Hotline.Chassis.Tests.Facts;

public sealed class FactChainTests
{
    [Fact]
    public void A_whole_chain_has_no_broken_link() => Assert.Null(FactChain.FirstBroken(Chain(5)));

    [Fact]
    public void A_changed_detail_breaks_the_chain_where_it_was_changed()
    {
        var facts = Chain(5);
        facts[2] = facts[2] with { Details = new Dictionary<string, string> { ["count"] = "99" } };
        Assert.Equal(3, FactChain.FirstBroken(facts));
    }

    [Fact]
    public void A_removed_fact_breaks_the_chain()
    {
        var facts = Chain(5);
        facts.RemoveAt(1);
        Assert.Equal(2, FactChain.FirstBroken(facts));
    }

    [Fact]
    public void Parts_cannot_be_shifted_into_one_another()
    {
        var fact = Chain(1)[0];
        var shifted = fact with { Details = new Dictionary<string, string> { ["cou"] = "nt0" } };
        Assert.NotEqual(FactChain.HashOf(fact), FactChain.HashOf(shifted));
    }

    [Fact]
    public void The_id_of_a_ticket_follows_from_who_asked_under_which_request_id()
    {
        Assert.Equal(TicketId.From("a", "r"), TicketId.From("a", "r"));
        Assert.NotEqual(TicketId.From("a", "br"), TicketId.From("ab", "r"));
        Assert.Matches("^[0-9a-hj-km-np-tv-z]{26}$", TicketId.From("a", "r"));
        Assert.False(TicketId.IsNumber(TicketId.From("a", "r")));
        Assert.True(TicketId.IsNumber("MY260101000001"));
        Assert.True(TicketId.IsNumber("MY260101000001-01"));
    }

    private static List<Fact> Chain(int length)
    {
        var facts = new List<Fact>();
        for (var v = 1; v <= length; v++)
        {
            var tip = facts.Count == 0 ? FactChain.Start : facts[^1].Hash;
            var decision = Toy.Decision(new Toy { Count = v - 1 });
            facts.AddRange(FactMaker.Make(Source.Intake, "t", v - 1, tip, Toy.Command($"r{v}"), decision, DateTime.UnixEpoch));
        }

        return facts;
    }
}
