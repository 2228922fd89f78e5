namespace Hotline.MongoGateway.Engine;

/// <summary>What stands beside the document of a result.</summary>
/// <param name="Success">False when the document holds write errors.</param>
/// <param name="Continuation">How the engine goes on with a cursor; null at its end.</param>
public readonly record struct EngineResult(bool Success, byte[]? Continuation, long CursorId);
