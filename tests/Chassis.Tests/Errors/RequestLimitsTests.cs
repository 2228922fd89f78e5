using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using Hotline.Chassis.Errors;
using Hotline.Routing.V1;
using Hotline.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Hotline.Chassis.Tests.Errors;

/// <summary>What a request costs to refuse does not depend on how much it holds.</summary>
public sealed class RequestLimitsTests
{
    public static TheoryData<string, string> Lists
    {
        get
        {
            var lists = new TheoryData<string, string>();
            foreach (var (request, way) in All)
            {
                lists.Add(request.FullName, ContractRequests.NameOf(way));
            }

            return lists;
        }
    }

    private static IEnumerable<(MessageDescriptor Request, IReadOnlyList<FieldDescriptor> Way)> All => AnyMethod.In().Values
        .Select(method => method.InputType)
        .Distinct()
        .SelectMany(request => ContractRequests.RepeatedOf(request).Select(way => (request, way)));

    [Fact]
    public void Every_service_and_its_lists_are_found()
    {
        Assert.Contains("hotline.operations.v1.OperationsService.GetSeen", AnyMethod.In().Keys);
        var lists = All.Select(list => $"{list.Request.FullName}: {ContractRequests.NameOf(list.Way)}").ToList();
        Assert.Contains("hotline.tracking.v1.ListTicketsRequest: filter.states", lists);
        Assert.Contains("hotline.intake.v1.SubmitAppealRequest: unclear_elements", lists);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_of_a_request_has_a_maximum_and_its_comment_says_which(string request, string list)
    {
        var field = Find(request, list)[^1];
        var most = RequestLimits.MostOf(field);
        Assert.True(most > 0, $"{field.FullName} needs the option max_items.");
        var said = string.Create(CultureInfo.InvariantCulture, $"at most {most:N0}");
        Assert.Contains(said, CommentOf(field), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void One_element_more_is_refused_by_the_name_of_the_list(string request, string list)
    {
        var way = Find(request, list);
        var most = RequestLimits.MostOf(way[^1]);
        Assert.Empty(Found(most));
        Assert.Equal(list, Assert.Single(Found(most + 1)).Field);

        IReadOnlyList<Violation> Found(int elements)
        {
            var violations = new Violations();
            var descriptor = All.First(any => any.Request.FullName == request).Request;
            RequestLimits.Check(ContractRequests.With(descriptor, way, elements), violations);
            return violations.Found;
        }
    }

    [Fact]
    public async Task No_validator_walks_the_elements_of_a_list_that_is_too_long()
    {
        var services = new ServiceCollection().AddSingleton<IValidator<ListUnitsRequest>>(new Walker()).BuildServiceProvider();
        var request = new ListUnitsRequest { Kinds = { Enumerable.Repeat((UnitKind)99, 250_000) } };
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => new ValidationInterceptor(services)
            .UnaryServerHandler<ListUnitsRequest, ListUnitsResponse>(request, null!, (_, _) => throw new InvalidOperationException()));
        Assert.Equal(new Violation("kinds", "must have at most 20 elements, has 250000"), Assert.Single(refusal.Violations));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public void The_details_of_a_refusal_stay_within_8_KB_and_what_does_not_fit_is_counted(int count)
    {
        var violations = Enumerable.Range(0, count).Select(i => new Violation($"place.town_id[{i}]", "is not a known street or town"));
        var refusal = RichStatus.Of(Refuse.Fields([.. violations]));
        Assert.InRange(Convert.ToBase64String(refusal.Trailers.GetValueBytes(RichStatus.Details)!).Length, 1, RichStatus.MostBytes);

        var status = refusal.GetRpcStatus()!;
        var named = status.GetDetail<BadRequest>()!.FieldViolations;
        var more = status.GetDetail<ErrorInfo>()!.Metadata.GetValueOrDefault("more_violations", "0");
        var rest = int.Parse(more, CultureInfo.InvariantCulture);
        Assert.Equal(count, named.Count(violation => violation.Field.Length > 0) + rest);
        Assert.Equal(rest > 0 ? $"and {rest} more" : "is not a known street or town", named[^1].Description);
        Assert.Equal(count > 100, rest > 0);
    }

    [Fact]
    public void A_violation_too_long_to_be_named_is_counted()
    {
        var refusal = RichStatus.Of(Refuse.Field("title", new string('x', 9_000))).GetRpcStatus()!;
        Assert.Equal("and 1 more", Assert.Single(refusal.GetDetail<BadRequest>()!.FieldViolations).Description);
    }

    private static IReadOnlyList<FieldDescriptor> Find(string request, string list) =>
        All.First(any => any.Request.FullName == request && ContractRequests.NameOf(any.Way) == list).Way;

    /// <summary>The comment above a field in its file.</summary>
    private static string CommentOf(FieldDescriptor field)
    {
        var comment = "";
        foreach (var line in File.ReadLines(Path.Combine(Platform.RepositoryRoot, "protos", field.File.Name)).Select(line => line.Trim()))
        {
            if (Regex.IsMatch(line, $@"^(repeated |map<).* {field.Name} = {field.FieldNumber}\b", RegexOptions.NonBacktracking))
            {
                return comment;
            }

            comment = line.StartsWith("//", StringComparison.Ordinal) ? comment + line.TrimStart('/') : "";
        }

        throw new InvalidOperationException($"{field.FullName} is not in {field.File.Name}.");
    }

    private sealed class Walker : IValidator<ListUnitsRequest>
    {
        public void Check(ListUnitsRequest request, Violations violations) => throw new InvalidOperationException("It was asked.");
    }
}
