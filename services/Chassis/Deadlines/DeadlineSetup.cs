using Hotline.Chassis.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Hotline.Chassis.Deadlines;

/// <summary>Wires the worker.</summary>
public static class DeadlineSetup
{
    /// <summary>Fires the deadlines of a service's aggregate. Its collection needs <see cref="DueDeadlines.Index"/>.</summary>
    public static IServiceCollection AddDeadlineWorker<TState, TRule>(this IServiceCollection services)
        where TState : class
        where TRule : class, IDeadlineRule<TState> => services
        .AddSingleton<IDeadlineRule<TState>, TRule>()
        .AddSingleton<PutOffDeadlines<TState>>()
        .AddSingleton<IBacklogProbe, DeadlineBacklog<TState>>()
        .AddSingleton<IDueWork, DeadlineWork<TState>>()
        .AddHostedService<DeadlineWorker<TState>>();
}
