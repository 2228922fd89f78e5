using Hotline.Chassis.Errors;
using Hotline.Type.V1;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Hotline.Chassis.Tests.Errors;

public sealed class ViolationsTests
{
    [Theory]
    [InlineData("路灯", true)]
    [InlineData("𠮷䶮", true)]
    [InlineData("👨‍👩‍👧", true)]
    [InlineData("a\nb", true)]
    [InlineData("a\0b", false)]
    public void Text_is_judged_by_its_characters(string text, bool wellFormed) =>
        Assert.Equal(wellFormed, Violations.IsWellFormed(text));

    // Half a surrogate pair cannot stand in an attribute, which is kept as UTF-8.
    [Fact]
    public void Half_a_character_is_refused()
    {
        Assert.False(Violations.IsWellFormed("x" + '\ud83d'));
        Assert.False(Violations.IsWellFormed('\ude00' + "x"));
    }

    [Fact]
    public void Length_is_counted_in_characters_not_in_code_units()
    {
        var violations = new Violations();
        violations.Text("title", string.Concat(Enumerable.Repeat("𠮷", 100)), 1, 100);
        Assert.False(violations.Any);
        violations.Text("title", string.Concat(Enumerable.Repeat("𠮷", 101)), 1, 100);
        Assert.True(violations.Any);
    }

    // White space, zero width, marks of direction, a soft hyphen, fillers, the blank of Braille, a lone combining mark.
    [Theory]
    [InlineData("  ")]
    [InlineData("\u3000\u00A0\n\t")]
    [InlineData("\u200B\u200C\u200D\u2060\uFEFF")]
    [InlineData("\u200E\u200F\u202A\u202E\u2066\u2069")]
    [InlineData("\u00AD\u180E")]
    [InlineData("\u3164\u115F\uFFA0")]
    [InlineData("\u2800\u2800")]
    [InlineData("\u0301\uFE0F\u034F")]
    [InlineData("\uFFFE\uFFFF")]
    public void A_text_that_must_be_said_and_shows_nothing_is_missing(string text)
    {
        var violations = new Violations();
        violations.Text("purpose", text, 2, 200);
        violations.Required("name", text);
        Assert.Equal(["purpose", "name"], violations.Found.Where(violation => violation.Description == "is required").Select(v => v.Field));
        violations.Text("opinion", text, 0, 200);
        Assert.Equal(2, violations.Found.Count);
    }

    [Fact]
    public void Invisible_characters_do_not_make_a_short_text_long_enough()
    {
        var violations = new Violations();
        violations.Text("purpose", "核\u200B\u200B\u200B", 2, 200);
        Assert.True(violations.Any);
    }

    [Theory]
    [InlineData("雨后积水\n经过：已解决", false)]
    [InlineData("雨后\r积水", false)]
    [InlineData("雨后\u2028积水", false)]
    [InlineData("雨后\u2029积水", false)]
    [InlineData("雨后\t积水\n", true)]
    public void What_stands_on_one_line_holds_no_break(string text, bool valid)
    {
        var violations = new Violations();
        violations.Line("title", text, 2, 100);
        Assert.Equal(valid ? [] : ["must stand on one line"], violations.Found.Select(violation => violation.Description));
    }

    [Theory]
    [InlineData("r-1.a_b:c", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a\n", false)]
    [InlineData("请求", false)]
    public void A_request_id_keeps_its_documented_form(string id, bool valid)
    {
        var violations = new Violations();
        violations.RequestId(id);
        Assert.Equal(valid, !violations.Any);
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(-62_135_596_800, 0, true)]
    [InlineData(253_402_300_799, 999_999_999, true)]
    [InlineData(-62_135_596_801, 0, false)]
    [InlineData(253_402_300_800, 0, false)]
    [InlineData(0, -1, false)]
    [InlineData(0, 1_000_000_000, false)]
    public void An_instant_is_one_that_the_calendar_has(long seconds, int nanos, bool valid)
    {
        var instant = new Timestamp { Seconds = seconds, Nanos = nanos };
        Assert.Equal(valid, Violations.IsInstant(instant));
        if (valid)
        {
            Assert.Equal(DateTimeKind.Utc, instant.ToDateTime().Kind);
        }
    }

    [Fact]
    public void A_span_names_each_end_that_is_no_instant_and_an_end_before_its_start()
    {
        var (never, one, two) = (new Timestamp { Seconds = long.MaxValue }, new Timestamp { Seconds = 1 }, new Timestamp { Seconds = 2 });
        Assert.Equal(["from", "before"], FieldsOf(never, never));
        Assert.Equal(["before"], FieldsOf(one, one));
        Assert.Empty(FieldsOf(one, two));
        Assert.Empty(FieldsOf(null, one));
        Assert.Equal(["before"], FieldsOf(null, never));

        static IEnumerable<string> FieldsOf(Timestamp? from, Timestamp? before)
        {
            var violations = new Violations();
            violations.Span("from", from, "before", before);
            return violations.Found.Select(v => v.Field);
        }
    }

    [Fact]
    public void All_violations_are_thrown_in_one_refusal()
    {
        var violations = new Violations();
        violations.RequestId("");
        violations.Id("ticket_id", "");
        violations.Chosen("channel", Channel.Unspecified);
        violations.Chosen("channel", (Channel)99);
        var refusal = Assert.Throws<RefusalException>(violations.ThrowIfAny);
        Assert.Equal(["request_id", "ticket_id", "channel", "channel"], refusal.Violations.Select(violation => violation.Field));
    }

    [Fact]
    public void Every_reason_is_written_without_its_prefix() =>
        Assert.All(Enum.GetValues<ErrorReason>(), reason => Assert.Matches("^[A-Z_]{3,63}$", WireName.Of(reason)));
}
