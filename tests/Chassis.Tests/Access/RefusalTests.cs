using Google.Rpc;
using Grpc.Core;
using Grpc.Health.V1;
using Hotline.Chassis.Access;
using Hotline.Chassis.Tests.Messaging;
using Hotline.Operations.V1;
using Hotline.Testing;
using Hotline.Type.V1;

namespace Hotline.Chassis.Tests.Access;

public sealed class RefusalTests(ToyPair pair) : IClassFixture<ToyPair>
{
    private const string Service = "hotline.operations.v1.OperationsService";

    private OperationsService.OperationsServiceClient Operations => new(pair.Intake.Internal);

    private HostileCalls Hostile => new(pair.Intake.Internal, OperationsService.Descriptor.Methods, pair.Issuer) { Units = [] };

    private Grpc.Health.V1.Health.HealthClient Health => new(pair.Intake.Internal);

    [Fact]
    public Task No_token_is_refused_with_one_reason_in_a_rich_error() => UnauthenticatedAsync(null);

    [Fact]
    public Task A_token_for_another_audience_is_refused() =>
        UnauthenticatedAsync(pair.Issuer.Token("p", ["ADMIN"], ["u"], audience: "elsewhere"));

    [Fact]
    public Task An_expired_token_is_refused() =>
        UnauthenticatedAsync(pair.Issuer.Token("p", ["ADMIN"], ["u"], lifetime: TimeSpan.FromMinutes(-5)));

    [Fact]
    public async Task A_forged_token_is_refused()
    {
        using var other = new TestIssuer();
        await UnauthenticatedAsync(other.Token("p", ["ADMIN"], ["u"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public Task A_token_without_a_subject_is_refused(string? subject) =>
        UnauthenticatedAsync(pair.Issuer.Token(subject, ["ADMIN"], ["u"]));

    [Theory]
    [InlineData("")]
    [InlineData("openid tickets.read operations.all OPERATIONS")]
    public async Task A_machine_s_token_without_the_method_s_scope_is_refused_and_told_which(string scope)
    {
        var refusal = await RefusedAsync(pair.Issuer.Token("m", ["SERVICE"], ["u"], scope: scope));
        Reason(refusal, StatusCode.PermissionDenied, "SCOPE_MISSING");
        var facts = refusal.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Metadata;
        Assert.Equal("operations", facts["scope"]);
        Assert.Equal("/hotline.operations.v1.OperationsService/GetStatus", facts["method"]);
    }

    [Theory]
    [InlineData("SERVICE", "openid operations")]
    [InlineData("ADMIN", "")]
    public async Task A_machine_with_the_method_s_scope_is_let_in_and_a_person_without_any(string role, string scope)
    {
        var token = ServiceUnderTest.Bearer(pair.Issuer.Token("m", [role], [], scope: scope));
        Assert.Equal(Hotline.Events.V1.Source.Intake, (await Operations.GetStatusAsync(new GetStatusRequest(), token)).Service);
    }

    [Fact]
    public async Task An_administrator_of_a_unit_is_not_told_of_the_tickets_of_all()
    {
        var refusal = await RefusedAsync(pair.Issuer.Token("p", ["ADMIN"], ["u"]));
        Reason(refusal, StatusCode.PermissionDenied, "UNIT_MISSING");
        Assert.Empty(refusal.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Metadata);
    }

    [Fact]
    public void A_row_that_lets_machines_in_must_name_a_scope() =>
        Assert.Throws<ArgumentException>(() => new MethodRoles().Service("s", ("Read", [Role.Operator, Role.Partner])));

    [Fact]
    public async Task A_role_that_has_no_place_in_the_table_is_refused_and_told_which_have()
    {
        var refusal = await RefusedAsync(pair.Issuer.Token("p", ["OPERATOR"], ["u"]));
        Reason(refusal, StatusCode.PermissionDenied, "ROLE_MISSING");
        Assert.Equal("ADMIN,SERVICE", refusal.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Metadata["allowed_roles"]);
    }

    [Theory]
    [MemberData(nameof(NoRole))]
    public async Task What_is_no_whole_exact_name_of_a_role_is_no_role(object claim) => Reason(
        await RefusedAsync(pair.Issuer.Token("p", [], ["u"], roleClaim: claim)), StatusCode.PermissionDenied, "ROLE_MISSING");

    // Of an enum's parser the first would be ADMIN, from 8 OR-ed with 4, and 15 is SERVICE.
    public static TheoryData<object> NoRole =>
    [
        "APPRAISAL_OFFICER,FIELD_WORKER", "ADMIN,OPERATOR", "ADMIN, SERVICE", "ADMIN OPERATOR", "12", "15", 12, 15, 15.0, true, "admin",
        "Admin", " ADMIN", "ADMIN ", "ROLE_ADMIN", "AD_MIN", "", "ＡＤＭＩＮ", new[] { "OPERATOR,ADMIN", "15" }, new[] { 12, 15 },
        new Dictionary<string, object> { ["ADMIN"] = "ADMIN" },
    ];

    [Theory]
    [MemberData(nameof(AdminRole))]
    public async Task A_role_may_stand_alone_or_in_an_array(object claim)
    {
        var token = ServiceUnderTest.Bearer(pair.Issuer.Token("p", [], [], roleClaim: claim));
        Assert.Equal(Hotline.Events.V1.Source.Intake, (await Operations.GetStatusAsync(new GetStatusRequest(), token)).Service);
    }

    public static TheoryData<object> AdminRole => ["ADMIN", new[] { "ADMIN" }, new[] { "15", "OPERATOR", "ADMIN" }];

    [Fact]
    public async Task One_element_too_many_is_refused_by_name() => Assert.Empty(await Hostile.TooManyAsync());

    [Fact]
    public async Task A_request_with_everything_wrong_gets_a_small_answer() => Assert.Empty(await Hostile.EverythingWrongAsync());

    [Fact]
    public async Task Operations_are_not_served_on_the_public_port()
    {
        var client = new OperationsService.OperationsServiceClient(pair.Intake.Public);
        var refusal = await Assert.ThrowsAsync<RpcException>(() => client.GetStatusAsync(new GetStatusRequest(), Admin).ResponseAsync);
        Reason(refusal, StatusCode.Unimplemented, "METHOD_UNKNOWN");
    }

    [Theory]
    [InlineData("hotline.operations.v1.OperationsService", "Guess")]
    [InlineData("hotline.operations.v1.Guess", "GetStatus")]
    [InlineData("hotline.operations.v1.ClockService", "GetTime")]
    public async Task An_unknown_method_is_refused_with_its_reason_and_so_is_a_clock_without_a_simulation(string service, string method) =>
        Reason(await RawAsync(service, method, []), StatusCode.Unimplemented, "METHOD_UNKNOWN");

    [Fact]
    public async Task A_message_over_256_KiB_is_refused_with_the_limit()
    {
        var refusal = await RawAsync("hotline.operations.v1.OperationsService", "GetStatus", new byte[(256 * 1024) + 1]);
        Reason(refusal, StatusCode.ResourceExhausted, "MESSAGE_TOO_LARGE");
        Assert.Equal("262144", refusal.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Metadata["limit_bytes"]);
    }

    [Fact]
    public async Task A_message_that_cannot_be_decoded_is_refused_with_its_reason() =>
        Reason(await RawAsync(Service, "GetSeen", [0xFF, 0xFF]), StatusCode.InvalidArgument, "MESSAGE_MALFORMED");

    [Fact]
    public async Task Health_says_not_found_of_a_name_it_does_not_know() => Reason(
        await Assert.ThrowsAsync<RpcException>(() => Health.CheckAsync(new HealthCheckRequest { Service = "guess" }).ResponseAsync),
        StatusCode.NotFound,
        "NOT_FOUND");

    [Theory]
    [InlineData("liveness")]
    [InlineData("readiness")]
    public async Task Health_answers_without_a_token_on_the_internal_port(string service)
    {
        var answer = await Health.CheckAsync(new HealthCheckRequest { Service = service });
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, answer.Status);
    }

    [Fact]
    public async Task Reflection_lists_the_services_in_both_versions()
    {
        using var alpha = new Grpc.Reflection.V1Alpha.ServerReflection.ServerReflectionClient(pair.Intake.Internal).ServerReflectionInfo();
        await alpha.RequestStream.WriteAsync(new Grpc.Reflection.V1Alpha.ServerReflectionRequest { ListServices = "" });
        Assert.True(await alpha.ResponseStream.MoveNext());
        Assert.Contains(Service, alpha.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name));

        using var stable = new Grpc.Reflection.V1.ServerReflection.ServerReflectionClient(pair.Intake.Internal).ServerReflectionInfo();
        await stable.RequestStream.WriteAsync(new Grpc.Reflection.V1.ServerReflectionRequest { ListServices = "" });
        Assert.True(await stable.ResponseStream.MoveNext());
        Assert.Contains(Service, stable.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name));
    }

    [Fact]
    public async Task The_status_tells_what_waits()
    {
        var status = await Operations.GetStatusAsync(new GetStatusRequest(), Admin);
        Assert.True(status.BrokerConnected);
        Assert.Equal(Hotline.Events.V1.Source.Intake, status.Service);
    }

    private Metadata Admin => ServiceUnderTest.Bearer(pair.Issuer.Token("admin", ["ADMIN"], []));

    private async Task UnauthenticatedAsync(string? token) =>
        Reason(await RefusedAsync(token), StatusCode.Unauthenticated, "UNAUTHENTICATED");

    private async Task<RpcException> RefusedAsync(string? token)
    {
        var headers = token is null ? null : ServiceUnderTest.Bearer(token);
        return await Assert.ThrowsAsync<RpcException>(() => Operations.GetStatusAsync(new GetStatusRequest(), headers).ResponseAsync);
    }

    /// <summary>A call that no generated client makes.</summary>
    private async Task<RpcException> RawAsync(string service, string method, byte[] message)
    {
        var bytes = Marshallers.Create<byte[]>(same => same, same => same);
        var raw = new Method<byte[], byte[]>(MethodType.Unary, service, method, bytes, bytes);
        var call = pair.Intake.Internal.AsyncUnaryCall(raw, null, new CallOptions(Admin), message);
        return await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
    }

    private static void Reason(RpcException refusal, StatusCode code, string reason)
    {
        Assert.Equal(code, refusal.StatusCode);
        var info = refusal.GetRpcStatus()!.GetDetail<ErrorInfo>()!;
        Assert.Equal("hotline.gov", info.Domain);
        Assert.Equal(reason, info.Reason);
    }
}
