using Hotline.Type.V1;

namespace Hotline.Chassis.Access;

/// <summary>
/// Who may call what. A method without a row is refused for everybody; a row with no roles is open to all,
/// which only health and reflection are.
/// </summary>
public sealed class MethodRoles
{
    private readonly Dictionary<string, Role[]> _rows = [];

    /// <summary>Adds the rows of one service: short method names to roles.</summary>
    public MethodRoles Service(string service, params (string Method, Role[] Roles)[] rows)
    {
        foreach (var (method, roles) in rows)
        {
            if (roles.Length == 0)
            {
                throw new ArgumentException($"{service}/{method} needs at least one role.", nameof(rows));
            }

            _rows.Add($"/{service}/{method}", roles);
        }

        return this;
    }

    public bool TryGet(string fullMethod, out Role[] roles) => _rows.TryGetValue(fullMethod, out roles!);

    public IReadOnlyCollection<string> Methods => _rows.Keys;

    /// <summary>Health answers the kubelet, reflection shows public contracts; neither reads a ticket.</summary>
    public static bool IsOpen(string fullMethod) =>
        fullMethod.StartsWith("/grpc.health.v1.Health/", StringComparison.Ordinal)
        || fullMethod.StartsWith("/grpc.reflection.v1.ServerReflection/", StringComparison.Ordinal)
        || fullMethod.StartsWith("/grpc.reflection.v1alpha.ServerReflection/", StringComparison.Ordinal);
}
