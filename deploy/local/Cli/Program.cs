using Grpc.Core;
using Hotline.Cli;
using Hotline.Cli.Verbs;

IVerb[] verbs =
[
    new UpVerb(),
    new DownVerb(),
    new DemoVerb(),
    new TestVerb(),
    new BenchVerb(),
    new TokenVerb(),
    new DoctorVerb(),
    new LogsVerb(),
    new PlatformVerb(),
    new BufVerb(),
];

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    var verb = verbs.FirstOrDefault(verb => verb.Name == args.FirstOrDefault());
    return verb is null ? Help.Print(verbs, args) : await verb.RunAsync(new Arguments(args.Skip(1)), stop.Token);
}
catch (Exception cut)
    when (stop.IsCancellationRequested && cut is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
{
    Say.Line("\n✗ Interrupted.");
    return 130;
}
catch (Exception failure) when (Failures.Explain(failure) is { } error)
{
    Say.Line($"\n✗ {error}");
    return 1;
}
