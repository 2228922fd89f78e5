using Hotline.Routing;

await RoutingHost.Build(args).RunAsync();
