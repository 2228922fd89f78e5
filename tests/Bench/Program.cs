using Hotline.Bench;

return args switch
{
    ["smoke", .. var options] => await Smoke.RunAsync(Place.Read(), json: options.Contains("--json")),
    ["bare", var port, var mongo, var database] => await BareService.RunAsync(int.Parse(port), mongo, database),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("bench smoke [--json]    run through ./hotline bench, which starts what is measured");
    return 2;
}
