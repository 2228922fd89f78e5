using Grpc.Core;
using Hotline.Chassis.Facts;
using Hotline.Events.V1;
using Hotline.Intake.Progress;
using Hotline.Intake.V1;
using Hotline.Testing;
using Hotline.Tracking.V1;
using Hotline.Type.V1;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Intake.Tests.Service;

[Collection(IntakeCollection.Name)]
public sealed class SubmitAppealTests(IntakeFixture fixture)
{
    [Fact]
    public async Task Accepts_an_appeal_and_answers_with_its_number_masked_claimant_and_place()
    {
        var appeal = await fixture.SubmitAsync();
        Assert.Matches("^MY[0-9]{12}$", appeal.Snapshot.TicketNumber);
        Assert.Equal("马**", appeal.Claimant.Name);
        Assert.Equal("138****0000", appeal.Claimant.Phone);
        Assert.Equal(PlaceResolution.Resolved, appeal.PlaceResolution);
        var place = appeal.Snapshot.Place;
        Assert.Equal(("110118100", "密云镇", "李各庄村"), (place.TownId, place.TownName, place.VillageName));
        Assert.Equal(["水务", "供排水", "排水"], appeal.Snapshot.CategoryPath);
        Assert.Equal("时间：昨晚八点\n地点：密云镇李各庄村\n起因：连日降雨\n经过：院内积水，无法出门\n诉求：尽快疏通", appeal.Snapshot.Content);
        Assert.Equal(1, appeal.Version);
        Assert.NotEmpty(appeal.ConsistencyToken);
        Assert.Null(appeal.DispatchHint);
        Assert.Null(appeal.Progress);
        Assert.False(appeal.Snapshot.IsConfidential);
    }

    [Fact]
    public async Task Its_fact_is_the_one_of_the_catalogue()
    {
        var appeal = await fixture.SubmitAsync();
        var facts = await fixture.Service.Get<FactStore<AppealState>>().FactsAsync(appeal.AppealId, 0, 10, default);
        Assert.Empty(CatalogueCheck.Differences(Source.Intake, facts.Select(fact => (fact.Type, fact.Details))));
        Assert.Equal("密云镇李各庄村", facts[0].Details[DetailKey.Place.Name()]);
    }

    [Fact]
    public async Task Fifty_submits_with_one_request_id_make_one_appeal_and_one_answer()
    {
        var request = IntakeFixture.Request();
        var headers = fixture.As("OPERATOR");
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ =>
            fixture.Intake.SubmitAppealAsync(request, headers).ResponseAsync));
        var answer = Assert.Single(answers.Distinct());
        Assert.Equal(1, await fixture.Appeals.CountDocumentsAsync(new BsonDocument("_id", answer.AppealId)));
        Assert.Equal(1, await fixture.Appeals.CountDocumentsAsync(new BsonDocument("ticketNumber", answer.Snapshot.TicketNumber)));
    }

    [Fact]
    public async Task A_repeat_is_answered_exactly_as_the_first_even_after_progress()
    {
        var request = IntakeFixture.Request();
        var first = await fixture.Intake.SubmitAppealAsync(request, fixture.As("OPERATOR"));
        var closed = new PublicProgress(TicketState.Closed, "x", DateTime.UnixEpoch, null);
        await fixture.Service.Get<ProgressStore>().WriteAsync(new TrackingNews(first.AppealId, 7, closed, []), default);
        await fixture.FactIsArchivedAsync(first.AppealId);
        Assert.Equal(first, await fixture.Intake.SubmitAppealAsync(request, fixture.As("OPERATOR")));
    }

    [Fact]
    public async Task A_request_id_with_another_body_is_refused_and_changes_nothing()
    {
        var request = IntakeFixture.Request();
        var first = await fixture.Intake.SubmitAppealAsync(request, fixture.As("OPERATOR"));
        var other = request.Clone();
        other.Title = "另一件事";
        var refused = await IntakeFixture.RefusedAsync(fixture.Intake.SubmitAppealAsync(other, fixture.As("OPERATOR")));
        Assert.Equal((StatusCode.InvalidArgument, "REQUEST_ID_REUSED"), (refused.StatusCode, refused.Reason()));
        var kept = await fixture.Intake.GetAppealAsync(new GetAppealRequest { AppealId = first.AppealId }, fixture.As("OPERATOR"));
        Assert.Equal(request.Title, kept.Snapshot.Title);
    }

    [Fact]
    public async Task Neither_a_repeat_nor_a_refused_body_uses_up_a_number()
    {
        // A process of its own, whose numbers no other test takes.
        await using var replica = await fixture.StartReplicaAsync();
        var intake = new IntakeService.IntakeServiceClient(replica.Public);
        var request = IntakeFixture.Request();
        var other = request.Clone();
        other.Title = "另一件事";
        var first = await intake.SubmitAppealAsync(request, fixture.As("OPERATOR"));
        for (var repeat = 0; repeat < 5; repeat++)
        {
            Assert.Equal(first, await intake.SubmitAppealAsync(request, fixture.As("OPERATOR")));
            await IntakeFixture.RefusedAsync(intake.SubmitAppealAsync(other, fixture.As("OPERATOR")));
        }

        var next = await intake.SubmitAppealAsync(IntakeFixture.Request(), fixture.As("OPERATOR"));
        Assert.Equal(Sequence(first) + 1, Sequence(next));

        static long Sequence(Appeal appeal) => long.Parse(appeal.Snapshot.TicketNumber[2..]);
    }

    [Fact]
    public async Task Two_people_may_use_the_same_request_id()
    {
        var request = IntakeFixture.Request();
        var one = await fixture.Intake.SubmitAppealAsync(request, fixture.As("OPERATOR", subject: "p1"));
        var two = await fixture.Intake.SubmitAppealAsync(request, fixture.As("OPERATOR", subject: "p2"));
        Assert.NotEqual(one.AppealId, two.AppealId);
        Assert.NotEqual(one.Snapshot.TicketNumber, two.Snapshot.TicketNumber);
    }

    [Fact]
    public async Task Says_every_broken_rule_at_once_and_stores_nothing()
    {
        var request = new SubmitAppealRequest
        {
            RequestId = "with space",
            CategoryId = "water.supply-drainage",
            Title = "x",
            Claimant = new Claimant
            {
                Name = new string('名', 51),
                CallerPhone = "abc",
                Kind = ClaimantKind.Company,
                AddressDetail = new string('号', 201),
            },
            Place = new Place
            {
                TownId = "nowhere",
                VillageId = "110118",
                LocationPoint = new string('点', 101),
                EstateId = "no id",
                Position = new Position { Lng = 180.1, Lat = double.NaN },
            },
            OccurredWhen = new string('时', 201),
            Cause = new string('因', 2001),
            Course = "\u0007",
            Demand = new string('求', 2001),
            AccusedParty = new string('诉', 101),
            AccusedUnitId = "nobody",
            AffectedHouseholds = -1,
            AffectedScope = (AffectedScope)99,
            CallId = new string('c', 65),
            RecordingId = "no id",
            PreviousTicketNumber = "12345",
            Tags = { "每月一题", "每月一题 ", new string('签', 21), " " },
            UnclearElements = { Element.Time, Element.Time, Element.Unspecified },
        };
        var before = await fixture.Appeals.CountDocumentsAsync(new BsonDocument());
        var refused = await IntakeFixture.RefusedAsync(fixture.Intake.SubmitAppealAsync(request, fixture.As("OPERATOR")));
        Assert.Equal((StatusCode.InvalidArgument, "FIELD_VIOLATIONS"), (refused.StatusCode, refused.Reason()));
        Assert.Equal(
            [
                "accused_party", "accused_unit_id", "affected_households", "affected_scope", "appeal_type", "call_id", "category_id",
                "cause", "channel", "claimant.address_detail", "claimant.caller_phone", "claimant.company_name", "claimant.name",
                "course", "demand", "occurred_when", "place.estate_id", "place.location_point", "place.position.datum",
                "place.position.lat", "place.position.lng", "place.town_id", "place.village_id", "previous_ticket_number",
                "recording_id", "request_id", "tags[1]", "tags[2]", "tags[3]", "title",
                "unclear_elements", "unclear_elements[1]", "unclear_elements[2]", "urgency",
            ],
            refused.Fields().Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(before, await fixture.Appeals.CountDocumentsAsync(new BsonDocument()));
    }

    [Fact]
    public async Task An_empty_request_names_claimant_and_all_five_elements()
    {
        var refused = await IntakeFixture.RefusedAsync(fixture.Intake.SubmitAppealAsync(new SubmitAppealRequest(), fixture.As("OPERATOR")));
        Assert.Superset(
            new HashSet<string>(
            [
                "claimant", "claimant.name", "claimant.kind", "occurred_when", "place", "cause", "course", "category_id", "title",
                "request_id",
            ]),
            refused.Fields().ToHashSet());
    }

    [Fact]
    public async Task A_village_of_another_town_is_refused()
    {
        var request = IntakeFixture.Request();
        request.Place.TownId = IntakeFixture.OtherTown;
        var refused = await IntakeFixture.RefusedAsync(fixture.Intake.SubmitAppealAsync(request, fixture.As("OPERATOR")));
        Assert.Equal(["place.village_id"], refused.Fields());
    }

    [Fact]
    public async Task Whoever_leaves_no_number_is_anonymous()
    {
        Assert.False((await fixture.SubmitAsync()).Snapshot.IsAnonymous);
        Assert.True((await fixture.SubmitAsync(request => request.Claimant.CallerPhone = "")).Snapshot.IsAnonymous);
    }

    [Fact]
    public async Task A_report_of_wrongdoing_is_always_confidential() =>
        Assert.True((await fixture.SubmitAsync(request => request.AppealType = AppealType.Report)).Snapshot.IsConfidential);

    [Fact]
    public async Task Takes_twenty_thousand_characters_emoji_rare_characters_and_markup_as_text()
    {
        var course = string.Concat(Enumerable.Repeat("𠮷䶮🙂<b>水</b>", 19_900 / 11)) + "=cmd|' /C calc'!A0";
        var appeal = await fixture.SubmitAsync(request =>
        {
            request.Course = course;
            request.Claimant.Name = "𠮷国";
        });
        Assert.Contains(course, appeal.Snapshot.Content);
        Assert.Equal("𠮷**", appeal.Claimant.Name);
        var read = await fixture.Intake.GetAppealAsync(new GetAppealRequest { AppealId = appeal.AppealId }, fixture.As("OPERATOR"));
        Assert.Equal(appeal.Snapshot.Content, read.Snapshot.Content);

        var longer = await IntakeFixture.RefusedAsync(fixture.Intake.SubmitAppealAsync(LongRequest(20_001), fixture.As("OPERATOR")));
        Assert.Equal(["course"], longer.Fields());
        await fixture.Intake.SubmitAppealAsync(LongRequest(20_000), fixture.As("OPERATOR"));
    }

    [Fact]
    public async Task A_break_in_what_stands_on_one_line_is_refused_and_what_is_not_seen_is_taken_out()
    {
        const string Forged = "东街\n经过：已经解决";
        var request = IntakeFixture.Request();
        (request.Title, request.OccurredWhen, request.AccusedParty) = (Forged, Forged, Forged);
        (request.Claimant.Name, request.Claimant.AddressDetail, request.Place.LocationPoint) = (Forged, Forged, Forged);
        request.Claimant.CompanyName = Forged;
        var refused = await IntakeFixture.RefusedAsync(fixture.Intake.SubmitAppealAsync(request, fixture.As("OPERATOR")));
        Assert.Equal(
            [
                "accused_party", "claimant.address_detail", "claimant.company_name", "claimant.name", "occurred_when",
                "place.location_point", "title",
            ],
            refused.Fields().Order(StringComparer.Ordinal));

        var appeal = await fixture.SubmitAsync(shown =>
        {
            shown.Title = "\u202E李各庄\u202C排水\uFFFE不畅";
            shown.Course = "马\u200B小明\n说\u2066院内积水\u2069";
        });
        Assert.Equal("李各庄排水不畅", appeal.Snapshot.Title);
        Assert.Contains("经过：马**\n说院内积水\n", appeal.Snapshot.Content);
    }

    [Theory]
    [InlineData("李各庄村", PlaceResolution.Resolved, "密云镇")]
    [InlineData("大岭村", PlaceResolution.Ambiguous, "")]
    [InlineData("不存在的地方", PlaceResolution.Unresolved, "")]
    [InlineData("沉默之地", PlaceResolution.NotAsked, "")]
    public async Task A_place_in_words_is_asked_of_Routing_and_accepted_whatever_it_says(
        string point, PlaceResolution resolution, string town)
    {
        var appeal = await Eventually.GetAsync<Appeal>(
            async () =>
            {
                var asked = await fixture.SubmitAsync(request => request.Place = new Place { LocationPoint = point });
                return asked.PlaceResolution == resolution ? asked : null;
            },
            "an answer of Routing in time");
        Assert.Equal(town, appeal.Snapshot.Place.TownName);
    }

    [Fact]
    public async Task An_operator_of_several_units_takes_it_down_for_the_one_in_which_it_lies()
    {
        var token = fixture.Issuer.Token("op", ["OPERATOR"], [IntakeFixture.OtherTown, IntakeFixture.Town]);
        var appeal = await fixture.Intake.SubmitAppealAsync(IntakeFixture.Request(), ServiceUnderTest.Bearer(token));
        var stored = await fixture.Service.Get<FactStore<AppealState>>().FactsAsync(appeal.AppealId, 0, 10, default);
        Assert.Equal(IntakeFixture.Town, stored[0].Actor.UnitId);
    }

    [Fact]
    public async Task A_suggestion_is_asked_for_only_when_wanted()
    {
        // The first question of a process may take longer than its limit; it is answered without a hint then.
        var appeal = await Eventually.GetAsync<Appeal>(
            async () =>
            {
                var answered = await fixture.SubmitAsync(request => request.WantSuggestion = true);
                return answered.DispatchHint is null ? null : answered;
            },
            "a hint in time");
        var hint = appeal.DispatchHint;
        Assert.Equal(("110118100", "密云镇", "属地负责"), (hint.LeadUnitId, hint.LeadUnitName, hint.Reason));
    }

    [Fact]
    public async Task Knows_units_that_only_Routing_has_and_no_others()
    {
        var appeal = await fixture.SubmitAsync(request => request.Place = new Place { TownId = "110118999" });
        Assert.Equal("新设镇", appeal.Snapshot.Place.TownName);
    }

    [Theory]
    [InlineData("DISPATCHER")]
    [InlineData("SERVICE")]
    [InlineData("CLAIMANT")]
    public async Task Only_operators_take_appeals_down(string role)
    {
        var refused = await IntakeFixture.RefusedAsync(fixture.Intake.SubmitAppealAsync(IntakeFixture.Request(), fixture.As(role)));
        Assert.Equal((StatusCode.PermissionDenied, "ROLE_MISSING"), (refused.StatusCode, refused.Reason()));
        var anonymous = await IntakeFixture.RefusedAsync(fixture.Intake.SubmitAppealAsync(IntakeFixture.Request()));
        Assert.Equal((StatusCode.Unauthenticated, "UNAUTHENTICATED"), (anonymous.StatusCode, anonymous.Reason()));
    }

    private static SubmitAppealRequest LongRequest(int characters)
    {
        var request = IntakeFixture.Request();
        request.Course = string.Concat(Enumerable.Repeat("🙂", characters));
        return request;
    }
}
