using System.Runtime.InteropServices;
using Hotline.MongoGateway.Engine;
using Hotline.MongoGateway.Hosting;

// Cancelling a statement blocks a thread of the pool while it tells PostgreSQL: many clients may leave at once.
ThreadPool.SetMinThreads(32, 32);

using var stopping = new CancellationTokenSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
try
{
    var options = Options.Parse(args);
    var time = TimeProvider.System;
    await using var postgres = EngineSource.From(options.Postgres);
    var engine = await EngineProbe.WaitAsync(postgres, options.StoreTimeout, time, stopping.Token);
    await using var lanes = new LanePool(postgres, time);
    using var services = new GatewayServices(lanes, engine, time);
    await using var server = new GatewayServer(options.Listen, services);
    await Console.Out.WriteLineAsync(
        $"Hotline.MongoGateway listens on {options.Listen} (DocumentDB {engine.EngineVersion}, PostgreSQL {engine.PostgresVersion})");
    await server.RunAsync(stopping.Token);
    return 0;
}
catch (StartException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return failure.ExitCode;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    return 0;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}
