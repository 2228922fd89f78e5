using Hotline.Intake.V1;
using Hotline.Type.V1;

namespace Hotline.Intake.Tests.Service;

/// <summary>Personal data of an invented person, planted to be searched for wherever the service writes.</summary>
public static class Planted
{
    private static readonly string[] All =
    [
        "诸葛小婉", "13911112222", "1391111 2222", "13933334444", "010-69067788", "69067788", "110101199003071239",
        "wan@planted.example", "京Q77881", "7单元1703", "zhuge_wan",
    ];

    /// <summary>Into every field that takes text.</summary>
    public static void Into(SubmitAppealRequest request)
    {
        const string Text =
            "我叫诸葛小婉，诸葛小婉住3号楼7单元1703，身份证110101199003071239，"
            + "电话13911112222、1391111 2222、13933334444、69067788，邮箱wan@planted.example，微信zhuge_wan，车京Q77881";
        request.Claimant = new Claimant
        {
            Name = "诸葛小婉",
            CallerPhone = "010-69067788",
            ContactPhone = "13933334444",
            Kind = ClaimantKind.Person,
            AddressDetail = "3号楼7单元1703",
        };
        request.Title = "诸葛小婉反映，电话13911112222";
        request.OccurredWhen = Text;
        request.Cause = Text;
        request.Course = Text;
        request.Demand = Text;
        request.AccusedParty = Text[..90];
        request.Tags.AddRange(["问诸葛小婉", "13911112222"]);
        request.Place = new Place { TownId = IntakeFixture.Town, LocationPoint = "长安小区3号楼7单元1703室" };
    }

    public static void AssertAbsent(string where, string text)
    {
        foreach (var planted in All)
        {
            Assert.False(text.Contains(planted, StringComparison.Ordinal), $"{planted} stands in {where}");
        }
    }
}
