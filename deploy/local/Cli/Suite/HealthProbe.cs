using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;

namespace Hotline.Cli.Suite;

/// <summary>Asks a service's internal port how it is, as Kubernetes would.</summary>
public static class HealthProbe
{
    /// <summary>Whether a service says SERVING; false also when it does not answer.</summary>
    /// <param name="address">Its internal port.</param>
    /// <param name="service">readiness or liveness.</param>
    /// <param name="cancel">Ends the wait.</param>
    public static async Task<bool> IsServingAsync(Uri address, string service, CancellationToken cancel)
    {
        using var channel = GrpcChannel.ForAddress(address);
        try
        {
            var answer = await new Health.HealthClient(channel).CheckAsync(
                new HealthCheckRequest { Service = service },
                deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(3),
                cancellationToken: cancel);
            return answer.Status == HealthCheckResponse.Types.ServingStatus.Serving;
        }
        catch (RpcException failure) when (failure.StatusCode != StatusCode.Cancelled || !cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
