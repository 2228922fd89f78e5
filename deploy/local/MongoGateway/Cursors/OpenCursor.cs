namespace Hotline.MongoGateway.Cursors;

/// <summary>How a cursor goes on. It belongs to its session and, when opened in one, to its transaction.</summary>
public sealed record OpenCursor(long Id, string Database, byte[] Continuation, Guid? Session, long? Transaction);
