using Hotline.Type.V1;

namespace Hotline.Routing.Dispatch.Rules;

/// <summary>Who decided, staff or the rules themselves (决定人).</summary>
public sealed record ActorRecord(string Subject, Role Role, string UnitId);
