using Microsoft.Extensions.Diagnostics.HealthChecks;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Hotline.Chassis.Operations;

/// <summary>Ready means the store answers. The broker may be away: what is written waits as pending facts.</summary>
public sealed class StoreHealthCheck(IMongoDatabase database) : IHealthCheck
{
    /// <summary>Marks the checks that decide about readiness.</summary>
    public const string Tag = "hotline-ready";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), cancellationToken: cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception error) when (error is MongoException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy(error.GetType().Name);
        }
    }
}
