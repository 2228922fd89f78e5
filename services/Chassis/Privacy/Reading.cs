using System.Buffers;

namespace Hotline.Chassis.Privacy;

/// <summary>
/// The text that is being masked. It counts how often a rule looks at a character, so that a test can tell linear work from more
/// without a clock.
/// </summary>
internal struct Reading(string text)
{
    private readonly string _text = text;
    private char _lastShown;

    public readonly int Length => _text.Length;

    /// <summary>How many characters the rules have looked at so far, each as often as it was looked at.</summary>
    public long Looks { get; private set; }

    /// <summary>Where the run of mailbox characters ends that was read last: each run is read once however many words it has.</summary>
    public int MailboxEnd { get; set; }

    /// <summary>Where the text begins that no hit has taken yet.</summary>
    public int Kept { get; private set; }

    /// <summary>The character at a place, as a reader of the result sees it; NUL outside the text and in what a hit has taken.</summary>
    public char At(int at)
    {
        Looks++;
        return at >= Kept ? (uint)at < (uint)_text.Length ? _text[at] : '\0' : at == Kept - 1 ? _lastShown : '\0';
    }

    /// <summary>A hit hides the text up to its end: what stood there introduces nothing any more.</summary>
    public void Take(Hit hit)
    {
        Kept = hit.End;
        _lastShown = hit.Shown[^1];
    }

    /// <summary>Whether a word stands at a place.</summary>
    public bool Has(int at, string word)
    {
        Looks += word.Length;
        return at >= Kept && at <= _text.Length && _text.AsSpan(at).StartsWith(word, StringComparison.Ordinal);
    }

    /// <summary>Whether a word ends before a place.</summary>
    public bool EndsAt(int at, string word) => Has(at - word.Length, word);

    /// <summary>The first of the words that stands at a place; null when none does.</summary>
    public string? FirstAt(int at, ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Has(at, word))
            {
                return word;
            }
        }

        return null;
    }

    /// <summary>Whether one of the words ends before a place.</summary>
    public bool EndsWithAny(int at, ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (EndsAt(at, word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one of the words, of at most <paramref name="longest"/> characters each, stands at a place.</summary>
    public bool HasAny(int at, int longest, SearchValues<string> words)
    {
        Looks += longest;
        return at < _text.Length && _text.AsSpan(at, Math.Min(longest, _text.Length - at)).IndexOfAny(words) == 0;
    }

    /// <summary>The next place with one of the characters; the text's length when there is none.</summary>
    public int Next(int from, SearchValues<char> any)
    {
        var next = _text.AsSpan(from).IndexOfAny(any);
        next = next < 0 ? _text.Length : from + next;
        Looks += next - from;
        return next;
    }

    /// <summary>The text between two places, at most as long as a name or a number.</summary>
    public readonly ReadOnlySpan<char> Between(int start, int end) => _text.AsSpan(start, end - start);
}
