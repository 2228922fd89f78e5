using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Bench.Submits;

/// <summary>An appeal like the front line takes down, different each time, that the rules dispatch to one town.</summary>
public static class SampleAppeal
{
    private static int _next;

    public static SubmitAppealRequest Next(string urgency = "NORMAL")
    {
        var n = Interlocked.Increment(ref _next);
        return new SubmitAppealRequest
        {
            RequestId = $"bench-{Environment.ProcessId}-{n}",
            Claimant = new Claimant { Name = "柏长河", CallerPhone = $"138{n % 100_000_000:00000000}", Kind = ClaimantKind.Person },
            Channel = Channel.Phone,
            AppealType = AppealType.Help,
            CategoryId = "water.supply-drainage.drainage",
            Urgency = urgency,
            Title = $"雨后积水 {n}",
            OccurredWhen = "今天早上",
            Place = new Hotline.Type.V1.Place { TownId = "110118100", VillageId = "110118100205" },
            Cause = "村内没有排水管网，雨水无处可去",
            Course = "昨夜下雨之后，街上的污水一直没有退，倒灌进院子，老人出门不便，已经是今年第三次",
            Demand = "尽快疏通，并修建排水管道",
            AffectedHouseholds = 12,
        };
    }
}
