namespace Hotline.Chassis.Privacy;

/// <summary>Digits that mean nothing by themselves, but follow a word that says what they are.</summary>
internal static class Introduced
{
    private const int ShortestDocument = 12;

    public static Hit? Find(ref Reading text, int at, NumberRun run)
    {
        var (document, local) = (Document(at, run), Local(at, run));
        return document is null && local is null ? null
            : Labels.Before(ref text, at) switch
            {
                Label.Document => document,
                Label.Phone => local,
                _ => null,
            };
    }

    /// <summary>The digits in whatever grouping, as far as one kind of gap goes.</summary>
    private static Hit? Document(int at, NumberRun run)
    {
        for (var count = run.Count; count > 0; count--)
        {
            var digits = run.Digits(count);
            if (digits.Length >= ShortestDocument && run.IsAlike(0, count))
            {
                return new Hit(at, run[count - 1].End, Numbers.Star(digits, 4, 4));
            }
        }

        return null;
    }

    private static Hit? Local(int at, NumberRun run)
    {
        for (var count = 1; count <= run.Count; count++)
        {
            if (Phones.IsLocal(run, count))
            {
                return new Hit(at, run[count - 1].End, Numbers.Star(run.Digits(count), 2, 2));
            }
        }

        return null;
    }
}
