using Hotline.Bench;
using Hotline.Bench.Lives;
using Hotline.Bench.Masking;
using Hotline.Bench.Outage;
using Hotline.Bench.Submits;

try
{
    return args switch
    {
        ["lives", .. var words] => await LivesBench.RunAsync(Place.Read(), new Options(words, "--callers", "--seconds")),
        ["smoke", .. var words] => await Smoke.RunAsync(Place.Read(), new Options(words)),
        ["dispatched", .. var words] => await Dispatched.RunAsync(Place.Read(), new Options(words, "--rounds")),
        ["outage", .. var words] => await OutageBench.RunAsync(Place.Read(), new Options(words, "--seconds", "--per-second")),
        ["backlog", .. var words] => await OutageBench.BacklogAsync(Place.Read(), new Options(words, "--calls")),
        ["mask", .. var words] => MaskBench.Run(new Options(words)),
        ["load"] => await Loads.SustainedAsync(Place.Read()),
        ["burst"] => await Loads.BurstAsync(Place.Read()),
        ["bare", var port, var mongo, var database] => await BareService.RunAsync(int.Parse(port), mongo, database),
        _ => Usage(),
    };
}
catch (FormatException misread)
{
    Console.Error.WriteLine(misread.Message);
    return Usage();
}

static int Usage()
{
    Console.Error.WriteLine("Run through ./hotline bench, which starts what is measured:");
    Console.Error.WriteLine("  lives [--callers N] [--seconds S] [--json]   whole lives of tickets, 64 callers for 30 s");
    Console.Error.WriteLine("  smoke [--json]                               submits beside a bare insert, in bursts and sustained");
    Console.Error.WriteLine("  dispatched [--rounds N] [--json]             submits until dispatched, to compare two builds");
    Console.Error.WriteLine("  outage [--seconds S] [--per-second N] [--json]   ten minutes without the broker at 50 submits a second");
    Console.Error.WriteLine("  backlog [--calls N] [--json]                 50,000 submits without the broker, and how they drain");
    Console.Error.WriteLine("  mask [--json]                                the masker alone, with ordinary and with hostile text");
    Console.Error.WriteLine("  load                                         only the sustained load, for a profile");
    Console.Error.WriteLine("  burst                                        only submits, whatever becomes of them");
    return 2;
}
