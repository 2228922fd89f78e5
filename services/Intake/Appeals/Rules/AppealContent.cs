using System.Text;
using Hotline.Intake.V1;

namespace Hotline.Intake.Appeals.Rules;

/// <summary>Writes the elements down as the handling units read them. Everything passed in is masked already.</summary>
public static class AppealContent
{
    private const string Unclear = "未说清";

    /// <summary>One line for each element that was given or is named as unclear.</summary>
    public static string Compose(
        string when, string place, string cause, string course, string demand, IReadOnlyCollection<Element> unclear)
    {
        var text = new StringBuilder(when.Length + place.Length + cause.Length + course.Length + demand.Length + 32);
        Line(text, "时间", when, unclear.Contains(Element.Time));
        Line(text, "地点", place, unclear.Contains(Element.Place));
        Line(text, "起因", cause, unclear.Contains(Element.Cause));
        Line(text, "经过", course, unclear.Contains(Element.Course));
        Line(text, "诉求", demand, isUnclear: false);
        return text.ToString();
    }

    /// <summary>The place as people say it: 密云镇李各庄村 长安小区.</summary>
    public static string Place(string town, string village, string point) =>
        string.Join(' ', new[] { town + village, point }.Where(part => part.Length > 0));

    private static void Line(StringBuilder text, string label, string value, bool isUnclear)
    {
        if (value.Length == 0 && !isUnclear)
        {
            return;
        }

        text.Append(text.Length > 0 ? "\n" : "").Append(label).Append('：').Append(value.Length > 0 ? value : Unclear);
        if (value.Length > 0 && isUnclear)
        {
            text.Append('（').Append(Unclear).Append('）');
        }
    }
}
