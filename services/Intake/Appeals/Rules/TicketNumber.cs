using System.Globalization;
using Hotline.Chassis.Errors;
using Hotline.Chassis.Time;

namespace Hotline.Intake.Appeals.Rules;

/// <summary>
/// The number for people: the district's letters, the Beijing date of acceptance, six digits of the day.
/// Gaps are fine, two alike are not.
/// </summary>
public static class TicketNumber
{
    /// <summary>The last number of a day. Submits beyond it answer OVERLOADED until midnight in Beijing.</summary>
    public const int LastOfDay = 999_999;

    /// <summary>The day's counter and the number's first half, for instance MY220928.</summary>
    /// <param name="prefix">The district's letters.</param>
    /// <param name="acceptedUtc">When the appeal was accepted.</param>
    public static string Day(string prefix, DateTime acceptedUtc) =>
        prefix + Beijing.DayOf(acceptedUtc).ToString("yyMMdd", CultureInfo.InvariantCulture);

    /// <summary>The number of a ticket.</summary>
    /// <param name="day">As <see cref="Day"/> gives it.</param>
    /// <param name="sequence">From 1, in the order in which the day's numbers were given.</param>
    /// <exception cref="RefusalException">OVERLOADED: the day's numbers are used up.</exception>
    public static string Of(string day, int sequence) =>
        sequence is >= 1 and <= LastOfDay
            ? day + sequence.ToString("D6", CultureInfo.InvariantCulture)
            : throw Refuse.Overloaded("The numbers of this day are used up.");

    /// <summary>The day and the number within it, of a number that <see cref="Of"/> made.</summary>
    public static (string Day, int Sequence) Parse(string number) =>
        (number[..^6], int.Parse(number.AsSpan(^6..), CultureInfo.InvariantCulture));
}
