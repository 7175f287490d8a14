using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rayforce;
using Rayforce.Server;
using Rayforce.Server.Engines;

// An ASP.NET Core application that is a Rayforce server, too: WebSockets at /rayforce, an endpoint that publishes to the
// subscribers, and health checks. Its options come out of the application's services and
// configuration.
var builder = WebApplication.CreateBuilder(
    new WebApplicationOptions { Args = args, ContentRootPath = Path.Combine(AppContext.BaseDirectory, "web") });
await using var engine = await RayfallEngine.OpenAsync(
    new RayfallEngineOptions { Data = builder.Configuration["Rayforce:Data"] });
builder.Services.AddRayforce(services =>
{
    var section = services.GetRequiredService<IConfiguration>().GetSection("Rayforce");
    return new WSServerOptions
    {
        Engine = engine,
        Password = section["Password"],
        AllowedOrigins = [.. section.GetSection("Origins").GetChildren().Select(static origin => origin.Value!)],
    };
});
builder.Services.AddHealthChecks().AddRayforce();

await using var app = builder.Build();
app.MapRayforce("/rayforce");
app.MapHealthChecks("/health");
app.MapPost("/prices/{sym}", async (HttpContext context) =>
{
    var price = double.Parse(context.Request.Query["price"].ToString(), CultureInfo.InvariantCulture);
    var payload = new RayDict(
        new RaySymbolVector("sym", "price"), new RayList(new RaySymbol((string)context.GetRouteValue("sym")!), price));
    var number = await context.RequestServices.GetRequiredService<RayServerConnections>()
        .PublishAsync("prices", payload, context.RequestAborted);
    await context.Response.WriteAsync($"{number}");
});

await app.StartAsync();
foreach (var url in app.Urls)
    Console.WriteLine($"Clients connect to {url.Replace("http", "ws", StringComparison.Ordinal)}/rayforce");
await app.WaitForShutdownAsync();
