using Socket;

var builder = WebApplication.CreateBuilder(args);
builder.Host.UseSystemd();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.UseSystemd(listen => listen.Use(PatientClose.Around)));
var app = builder.Build();

var version = typeof(Program).Assembly.GetName().Version!.ToString(3);
app.MapGet("/", () => $"Hello from Socket {version}\n");
app.MapGet("/warn", () => app.Logger.LogWarning("A warning from Socket"));

app.Run();
