using Grpc.Core;
using Hotline.Cli.Tokens;

namespace Hotline.Cli.Demo;

/// <summary>The people of the demo. All of them are invented, and so is every number they give.</summary>
public sealed class Cast(Issuer issuer)
{
    public const string District = "110118";
    public const string Town = "110118100";
    public const string OtherTown = "110118101";
    public const string LigezhuangVillage = "110118100205";
    public const string DatangzhuangVillage = "110118100201";
    public const string PlanningOffice = "110118100-planning";
    public const string EpidemicTaskForce = "110118100-epidemic";
    public const string Clinic = "110118100-clinic";
    public const string HealthCommission = "110118-health";

    private readonly Dictionary<string, string> _names = [];

    public Metadata Operator => As("operator-zhou", "周接线", "operator", District);

    public Metadata Dispatcher => As("dispatcher-qin", "秦派单", "dispatcher", District);

    public Metadata TownLiaison => As("liaison-he", "何联络", "unit-liaison", Town);

    public Metadata OtherTownLiaison => As("liaison-fang", "方联络", "unit-liaison", OtherTown);

    public Metadata HealthLiaison => As("liaison-shen", "沈联络", "unit-liaison", HealthCommission);

    public Metadata Village => As("field-lu", "鲁经办", "field-worker", LigezhuangVillage);

    public Metadata Planner => As("field-tong", "童经办", "field-worker", PlanningOffice);

    public Metadata TaskForce => As("field-yan", "严经办", "field-worker", EpidemicTaskForce);

    public Metadata ClinicWorker => As("field-jin", "金经办", "field-worker", Clinic);

    public Metadata Auditor => As("auditor-cao", "曹审核", "reply-auditor", District);

    public Metadata Agent => As("agent-lin", "林回访", "callback-agent", District);

    public Metadata Admin => As("admin-demo", "管理员", "admin");

    /// <summary>The name of a token's subject, for the printed timeline.</summary>
    public string NameOf(string subject) => _names.GetValueOrDefault(subject, subject switch
    {
        "system:rules" => "派单规则",
        _ when subject.StartsWith("system:", StringComparison.Ordinal) => "时钟",
        _ => subject,
    });

    private Metadata As(string subject, string name, string role, params string[] units)
    {
        _names[subject] = name;
        return new Metadata { { "authorization", "Bearer " + issuer.Issue(TokenClaims.For([role], units, name, subject)) } };
    }
}
