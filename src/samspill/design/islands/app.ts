import "@digdir/designsystemet-web";
import "htmx.org";
