namespace Hotline.Chassis.Privacy;

/// <summary>A stretch of text to hide and what to show instead.</summary>
internal readonly record struct Hit(int Start, int End, string Shown);
