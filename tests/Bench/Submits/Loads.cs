namespace Hotline.Bench.Submits;

/// <summary>Loads without a yardstick, to take a profile by.</summary>
public static class Loads
{
    private const int Rounds = 3;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(60);

    /// <summary>Rounds of submits alone, to see what the answer itself costs.</summary>
    public static async Task<int> BurstAsync(Place place)
    {
        using var submit = new Caller(place.Intake, place.Token("operator"));
        for (var round = 0; round < Rounds; round++)
        {
            Console.WriteLine($"  submit {(await submit.BurstAsync(SubmitLoad.BurstCalls, SubmitLoad.Callers)).PerSecond:0}/s");
        }

        return 0;
    }

    /// <summary>The sustained load alone, with what it costs.</summary>
    public static async Task<int> SustainedAsync(Place place)
    {
        await using var load = new SubmitLoad(place);
        await load.WarmUpAsync();
        Console.Error.WriteLine("  warm");
        var sustained = await load.SustainAsync(Length);
        Console.WriteLine(
            $"sustained {sustained.PerSecond:0}/s, {sustained.CpuMs:0.0} ms of processor a submit, {sustained.Left} under way at its end");
        return 0;
    }
}
