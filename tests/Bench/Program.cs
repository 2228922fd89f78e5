using Hotline.Bench;

return args switch
{
    ["smoke", .. var options] => await Smoke.RunAsync(Place.Read(), json: options.Contains("--json")),
    ["load"] => await Smoke.LoadAsync(Place.Read()),
    ["burst"] => await Smoke.BurstAsync(Place.Read()),
    ["bare", var port, var mongo, var database] => await BareService.RunAsync(int.Parse(port), mongo, database),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("bench burst             only submits, whatever becomes of them");
    Console.Error.WriteLine("bench load              only the sustained load, for a profile");
    Console.Error.WriteLine("bench smoke [--json]    run through ./hotline bench, which starts what is measured");
    return 2;
}
