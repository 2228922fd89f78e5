using System.Text;
using Hotline.Cli.Platform;
using Hotline.Cli.Suite;

namespace Hotline.Cli.Verbs;

/// <summary>What a person needs after <c>up</c>: where everything is, how to get a token, three calls to copy.</summary>
public static class Welcome
{
    public static string Text(SuiteHost suite, PlatformAddress platform)
    {
        var text = new StringBuilder("\nHotline is up · 已启动\n\n");
        foreach (var service in suite.Services)
        {
            text.Append($"  {Columns.Pad(service.Title, 18)} gRPC 127.0.0.1:{service.Public.Port}   health, operations 127.0.0.1:{service.Internal.Port}\n");
        }

        text.Append($"  {Columns.Pad("Store 数据库", 18)} {platform.MongoDb}\n");
        text.Append($"  {Columns.Pad("Broker 消息代理", 18)} {platform.RabbitMqManagement ?? "given by HOTLINE_RABBITMQ"}\n");
        return text.Append($$"""

            Tokens · 令牌

              operator=$(./hotline token --role operator --unit 110118)
              dispatcher=$(./hotline token --role dispatcher --unit 110118)
              liaison=$(./hotline token --role unit-liaison --unit 110118100)
              admin=$(./hotline token --role admin --unit 110118)

            Three calls · 三个示例调用 (reflection is on: grpcurl and buf curl need no files)

              grpcurl -plaintext -H "authorization: Bearer $operator" \
                -d '{"request_id": "first-call", "claimant": {"kind": "CLAIMANT_KIND_PERSON", "name": "张三", "caller_phone": "13800000000"},
                     "channel": "CHANNEL_PHONE", "appeal_type": "APPEAL_TYPE_HELP", "category_id": "water.supply-drainage.drainage",
                     "urgency": "URGENCY_NORMAL", "title": "村里污水外溢", "occurred_when": "今天早上",
                     "place": {"town_id": "110118100", "village_id": "110118100205"},
                     "cause": "排水管堵塞", "course": "污水流到路上", "demand": "尽快疏通", "needs_reply": true}' \
                127.0.0.1:{{suite.Intake.Public.Port}} hotline.intake.v1.IntakeService/SubmitAppeal

              ./hotline buf curl --protocol grpc --http2-prior-knowledge -H "authorization: Bearer $dispatcher" \
                -d '{"page_size": 5}' http://127.0.0.1:{{suite.Tracking.Public.Port}}/hotline.tracking.v1.TrackingService/ListTickets

              grpcurl -plaintext -H "authorization: Bearer $dispatcher" \
                -d '{"unit_id": "110118100"}' 127.0.0.1:{{suite.Routing.Public.Port}} hotline.routing.v1.DirectoryService/GetUnit

            Next: ./hotline doctor · ./hotline logs · ./hotline down

            """).ToString();
    }
}
