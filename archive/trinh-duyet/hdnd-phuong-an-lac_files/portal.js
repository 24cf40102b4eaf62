function inTrang(){window.print();}
function lenTren(){window.scrollTo(0,0);}
