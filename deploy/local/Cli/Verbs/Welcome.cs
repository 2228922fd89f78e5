using System.Text;
using Hotline.Cli.Platform;
using Hotline.Cli.Suite;
using Hotline.Cli.Tokens;

namespace Hotline.Cli.Verbs;

/// <summary>What a person needs after <c>up</c>: where everything is, tokens that work at once, three calls to copy.</summary>
public static class Welcome
{
    // They stand in the terminal's history and in logs of builds: soon worth nothing, and printed again by the next up.
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(1);

    private static readonly (string Variable, string Role, string Unit, string Who)[] Bearers =
    [
        ("operator", "operator", TokenClaims.DistrictCentre, "takes appeals, 受理坐席, district centre"),
        ("dispatcher", "dispatcher", TokenClaims.DistrictCentre, "dispatches, 派单员, district centre"),
        ("liaison", "unit-liaison", "110118100", "handles, 承办单位联络员, 密云镇"),
    ];

    public static string Text(SuiteHost suite, PlatformAddress platform)
    {
        var text = new StringBuilder("\nHotline is up · 已启动\n\n");
        foreach (var service in suite.Services)
        {
            text.Append($"  {Columns.Pad(service.Title, 18)} gRPC 127.0.0.1:{service.Public.Port}   ");
            text.Append($"health, operations 127.0.0.1:{service.Internal.Port}\n");
        }

        text.Append($"  {Columns.Pad("Store 数据库", 18)} {platform.MongoDb}\n");
        text.Append($"  {Columns.Pad("Broker 消息中间件", 18)} {platform.RabbitMqManagement ?? "given by HOTLINE_RABBITMQ"}\n");
        text.Append("\nTokens · 令牌 (good for one hour and for this instance only; others: ./hotline token --role admin)\n\n");
        foreach (var (variable, role, unit, who) in Bearers)
        {
            text.Append($"  # {role} of {unit}: {who}\n");
            text.Append($"  {variable}={suite.Issuer.Issue(TokenClaims.For([role], [unit], life: TokenLife))}\n");
        }

        return text.Append($$"""

            Three calls · 三个示例调用 (reflection is on: grpcurl and buf curl need no files)

              {{Indented(FirstCall($"{suite.Intake.Public.Port}"))}}

              ./hotline buf curl --protocol grpc --http2-prior-knowledge -H "authorization: Bearer $dispatcher" \
                -d '{"page_size": 5}' http://127.0.0.1:{{suite.Tracking.Public.Port}}/hotline.tracking.v1.TrackingService/ListTickets

              grpcurl -plaintext -H "authorization: Bearer $dispatcher" \
                -d '{"unit_id": "110118100"}' 127.0.0.1:{{suite.Routing.Public.Port}} hotline.routing.v1.DirectoryService/GetUnit

            Next: ./hotline doctor · ./hotline logs · ./hotline down

            """).ToString();
    }

    /// <summary>The first call, as the READMEs show it.</summary>
    public static string FirstCall(string port) => $$"""
        grpcurl -plaintext -H "authorization: Bearer $operator" -d '{
            "request_id": "first-1",
            "claimant": {"name": "柏长河", "caller_phone": "13800000135", "kind": "CLAIMANT_KIND_PERSON"},
            "channel": "CHANNEL_PHONE", "appeal_type": "APPEAL_TYPE_HELP",
            "category_id": "water.supply-drainage.drainage", "urgency": "NORMAL",
            "title": "雨后积水", "occurred_when": "今天早上", "place": {"village_id": "110118100205"},
            "cause": "没有排水管", "course": "污水流到街上", "demand": "尽快疏通"}' \
          127.0.0.1:{{port}} hotline.intake.v1.IntakeService/SubmitAppeal
        """;

    private static string Indented(string text) => text.Replace("\n", "\n  ", StringComparison.Ordinal);
}
