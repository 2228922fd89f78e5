namespace Hotline.Cli;

/// <summary>The words after a command: flags, options with a value (several times if need be) and plain words.</summary>
public sealed class Arguments(IEnumerable<string> words)
{
    private readonly List<string> _left = [.. words];

    /// <summary>Takes one flag, by any of its names; false when it is not there.</summary>
    public bool Flag(params string[] names)
    {
        var at = _left.FindIndex(names.Contains);
        if (at < 0)
        {
            return false;
        }

        _left.RemoveAt(at);
        return true;
    }

    /// <summary><c>--name value</c> or <c>--name=value</c>, as often as given.</summary>
    /// <exception cref="UserError">The option stands last, without a value.</exception>
    public IReadOnlyList<string> Options(string name)
    {
        var values = new List<string>();
        while (_left.FindIndex(word => word == name || word.StartsWith(name + '=', StringComparison.Ordinal)) is >= 0 and var at)
        {
            var word = _left[at];
            _left.RemoveAt(at);
            if (word != name)
            {
                values.Add(word[(name.Length + 1)..]);
                continue;
            }

            if (at >= _left.Count)
            {
                throw new UserError($"{name} needs a value.", "Nothing follows it.", $"Write {name} VALUE.");
            }

            values.Add(_left[at]);
            _left.RemoveAt(at);
        }

        return values;
    }

    /// <summary>Takes an option that makes sense once; null when it is not there.</summary>
    /// <exception cref="UserError">It is given more than once, or without a value.</exception>
    public string? Option(string name) => Options(name) switch
    {
        [] => null,
        [var only] => only,
        _ => throw new UserError($"{name} is given more than once.", "Only one value makes sense here.", $"Write {name} once."),
    };

    /// <summary>Takes the next plain word; null when none is left.</summary>
    public string? Next()
    {
        var at = _left.FindIndex(word => !word.StartsWith('-'));
        if (at < 0)
        {
            return null;
        }

        var word = _left[at];
        _left.RemoveAt(at);
        return word;
    }

    /// <summary>Takes all plain words that are left.</summary>
    public IReadOnlyList<string> Rest()
    {
        var rest = new List<string>();
        while (Next() is { } word)
        {
            rest.Add(word);
        }

        return rest;
    }

    /// <summary>Everything as it was written, for a program that understands it better.</summary>
    public IReadOnlyList<string> All()
    {
        string[] all = [.. _left];
        _left.Clear();
        return all;
    }

    /// <summary>Refuses what is left: no word is ignored.</summary>
    /// <exception cref="UserError">Words are left.</exception>
    public void End()
    {
        if (_left.Count > 0)
        {
            throw new UserError(
                $"'{string.Join(' ', _left)}' was not understood.", "No such option or word here.", "./hotline help lists every command.");
        }
    }
}
